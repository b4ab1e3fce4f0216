"""The bytes of 007 that say something of a carrier: a row a category, position and code.

Source: the MARC 21 format for bibliographic data, 007; terms of id.loc.gov. Playing speed, tape configuration,
capture and
storage, and reduction ratio have lists of their own in `fixed_fields`.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class PhysicalByte(NamedTuple):
    """What `code` at `position` (from 0) of a 007 of `category` says: a term of class `type` below `prop`.

    `type` is empty where the property has a literal. `iri` is None where the term has none.
    """

    category: str
    position: int
    code: str
    prop: str
    type: str
    label: str
    iri: str | None


_ROWS: Final = """
a 1 d | bf:genreForm bf:GenreForm | Atlases | authorities/genreForms/gf2011026058
a 1 g | bf:genreForm bf:GenreForm | Graphs | authorities/genreForms/gf2014026061
a 1 j | bf:genreForm bf:GenreForm | Maps | authorities/genreForms/gf2011026387
a 1 k | bf:genreForm bf:GenreForm | Cartographic materials | authorities/genreForms/gf2011026113
a 1 q | bf:genreForm bf:GenreForm | Models (Representations) | authorities/genreForms/gf2017027245
a 1 r | bf:genreForm bf:GenreForm | Remote-sensing images | authorities/genreForms/gf2011026530
a 1 s | bf:genreForm bf:GenreForm | Geological cross-sections | authorities/genreForms/gf2011026295
a 1 y | bf:genreForm bf:GenreForm | Views | authorities/genreForms/gf2018026045
a 1 d | bf:carrier bf:Carrier | volume | vocabulary/carriers/nc
a 1 g | bf:carrier bf:Carrier | sheet | vocabulary/carriers/nb
a 1 j | bf:carrier bf:Carrier | sheet | vocabulary/carriers/nb
a 1 k | bf:carrier bf:Carrier | sheet | vocabulary/carriers/nb
a 1 q | bf:carrier bf:Carrier | object | vocabulary/carriers/nr
a 1 r | bf:carrier bf:Carrier | sheet | vocabulary/carriers/nb
a 1 s | bf:carrier bf:Carrier | sheet | vocabulary/carriers/nb
a 1 y | bf:carrier bf:Carrier | sheet | vocabulary/carriers/nb
a 3 a | bf:colorContent bf:ColorContent | one color | vocabulary/mcolor/one
a 3 c | bf:colorContent bf:ColorContent | color | vocabulary/mcolor/mul
a 4 a | bf:baseMaterial bf:BaseMaterial | paper | vocabulary/mmaterial/pap
a 4 b | bf:baseMaterial bf:BaseMaterial | wood | vocabulary/mmaterial/wod
a 4 c | bf:baseMaterial bf:BaseMaterial | stone | vocabulary/mmaterial/sto
a 4 d | bf:baseMaterial bf:BaseMaterial | metal | vocabulary/mmaterial/mtl
a 4 e | bf:baseMaterial bf:BaseMaterial | synthetic | vocabulary/mmaterial/syn
a 4 f | bf:baseMaterial bf:BaseMaterial | skin | vocabulary/mmaterial/ski
a 4 g | bf:baseMaterial bf:BaseMaterial | textile | vocabulary/mmaterial/tex
a 4 i | bf:baseMaterial bf:BaseMaterial | plastic | vocabulary/mmaterial/pla
a 4 j | bf:baseMaterial bf:BaseMaterial | glass | vocabulary/mmaterial/gls
a 4 l | bf:baseMaterial bf:BaseMaterial | vinyl | vocabulary/mmaterial/vny
a 4 n | bf:baseMaterial bf:BaseMaterial | vellum | vocabulary/mmaterial/vel
a 4 p | bf:baseMaterial bf:BaseMaterial | plaster | vocabulary/mmaterial/plt
a 4 v | bf:baseMaterial bf:BaseMaterial | leather | vocabulary/mmaterial/lea
a 4 w | bf:baseMaterial bf:BaseMaterial | parchment | vocabulary/mmaterial/par
a 5 f | bf:generation bf:Generation | facsimile | vocabulary/mgeneration/facsimile
a 5 z | bf:generation bf:Generation | mixed generation | vocabulary/mgeneration/mixedgen
a 6 a | bf:productionMethod bf:ProductionMethod | blueline process | vocabulary/mproduction/blueline
a 6 b | bf:productionMethod bf:ProductionMethod | photocopying | vocabulary/mproduction/photocopy
a 7 a | bf:polarity bf:Polarity | positive | vocabulary/mpolarity/pos
a 7 b | bf:polarity bf:Polarity | negative | vocabulary/mpolarity/neg
a 7 m | bf:polarity bf:Polarity | mixed | vocabulary/mpolarity/mix
c 1 a | bf:carrier bf:Carrier | computer tape cartridge | vocabulary/carriers/ca
c 1 b | bf:carrier bf:Carrier | computer chip cartridge | vocabulary/carriers/cb
c 1 c | bf:carrier bf:Carrier | computer disc cartridge | vocabulary/carriers/ce
c 1 d | bf:carrier bf:Carrier | computer disc | vocabulary/carriers/cd
c 1 e | bf:carrier bf:Carrier | computer disc cartridge | vocabulary/carriers/ce
c 1 f | bf:carrier bf:Carrier | computer tape cassette | vocabulary/carriers/cf
c 1 h | bf:carrier bf:Carrier | computer tape reel | vocabulary/carriers/ch
c 1 j | bf:carrier bf:Carrier | computer disc cartridge | vocabulary/carriers/ce
c 1 k | bf:carrier bf:Carrier | computer card | vocabulary/carriers/ck
c 1 m | bf:carrier bf:Carrier | computer disc | vocabulary/carriers/cd
c 1 o | bf:carrier bf:Carrier | computer disc | vocabulary/carriers/cd
c 1 r | bf:carrier bf:Carrier | online resource | vocabulary/carriers/cr
c 1 z | bf:carrier bf:Carrier | other computer carrier | vocabulary/carriers/cz
c 3 a | bf:colorContent bf:ColorContent | one color | vocabulary/mcolor/one
c 3 b | bf:colorContent bf:ColorContent | black and white | vocabulary/mcolor/blw
c 3 c | bf:colorContent bf:ColorContent | color | vocabulary/mcolor/mul
c 3 g | bf:colorContent bf:ColorContent | gray scale | vocabulary/mcolor/gry
c 3 m | bf:colorContent bf:ColorContent | mixed color | vocabulary/mcolor/mix
c 4 a | bf:dimensions - | 3 1/2 in. | -
c 4 e | bf:dimensions - | 12 in. | -
c 4 g | bf:dimensions - | 4 3/4 in. | -
c 4 i | bf:dimensions - | 1 1/8 x 2 3/8 in. | -
c 4 j | bf:dimensions - | 3 7/8 x 2 1/2 in. | -
c 4 o | bf:dimensions - | 5 1/4 in. | -
c 4 u | bf:dimensions - | unknown | -
c 4 v | bf:dimensions - | 8 in. | -
c 5 # | bf:soundContent bf:SoundContent | silent | vocabulary/msoundcontent/silent
c 5 a | bf:soundContent bf:SoundContent | sound | vocabulary/msoundcontent/sound
d 1 a | bf:genreForm bf:GenreForm | Celestial globes | authorities/genreForms/gf2011026117
d 1 b | bf:genreForm bf:GenreForm | Globes | authorities/genreForms/gf2011026300
d 1 c | bf:genreForm bf:GenreForm | Globes | authorities/genreForms/gf2011026300
d 1 e | bf:genreForm bf:GenreForm | Globes | authorities/genreForms/gf2011026300
d 3 a | bf:colorContent bf:ColorContent | one color | vocabulary/mcolor/one
d 3 c | bf:colorContent bf:ColorContent | color | vocabulary/mcolor/mul
d 4 a | bf:baseMaterial bf:BaseMaterial | paper | vocabulary/mmaterial/pap
d 4 b | bf:baseMaterial bf:BaseMaterial | wood | vocabulary/mmaterial/wod
d 4 c | bf:baseMaterial bf:BaseMaterial | stone | vocabulary/mmaterial/sto
d 4 d | bf:baseMaterial bf:BaseMaterial | metal | vocabulary/mmaterial/mtl
d 4 e | bf:baseMaterial bf:BaseMaterial | synthetic | vocabulary/mmaterial/syn
d 4 f | bf:baseMaterial bf:BaseMaterial | skin | vocabulary/mmaterial/ski
d 4 g | bf:baseMaterial bf:BaseMaterial | textile | vocabulary/mmaterial/tex
d 4 i | bf:baseMaterial bf:BaseMaterial | plastic | vocabulary/mmaterial/pla
d 4 j | bf:baseMaterial bf:BaseMaterial | glass | vocabulary/mmaterial/gls
d 4 l | bf:baseMaterial bf:BaseMaterial | vinyl | vocabulary/mmaterial/vny
d 4 n | bf:baseMaterial bf:BaseMaterial | vellum | vocabulary/mmaterial/vel
d 4 p | bf:baseMaterial bf:BaseMaterial | plaster | vocabulary/mmaterial/plt
d 4 v | bf:baseMaterial bf:BaseMaterial | leather | vocabulary/mmaterial/lea
d 4 w | bf:baseMaterial bf:BaseMaterial | parchment | vocabulary/mmaterial/par
d 5 f | bf:generation bf:Generation | facsimile | vocabulary/mgeneration/facsimile
g 1 c | bf:carrier bf:Carrier | filmstrip cartridge | vocabulary/carriers/gc
g 1 d | bf:carrier bf:Carrier | filmslip | vocabulary/carriers/gd
g 1 f | bf:carrier bf:Carrier | filmstrip | vocabulary/carriers/gf
g 1 o | bf:carrier bf:Carrier | film roll | vocabulary/carriers/mo
g 1 s | bf:carrier bf:Carrier | slide | vocabulary/carriers/gs
g 1 t | bf:carrier bf:Carrier | overhead transparency | vocabulary/carriers/gt
g 3 a | bf:colorContent bf:ColorContent | one color | vocabulary/mcolor/one
g 3 b | bf:colorContent bf:ColorContent | black and white | vocabulary/mcolor/blw
g 3 c | bf:colorContent bf:ColorContent | color | vocabulary/mcolor/mul
g 3 h | bf:colorContent bf:ColorContent | hand colored | -
g 3 m | bf:colorContent bf:ColorContent | mixed color | vocabulary/mcolor/mix
g 4 d | bf:baseMaterial bf:BaseMaterial | glass | vocabulary/mmaterial/gls
g 4 e | bf:baseMaterial bf:BaseMaterial | synthetic | vocabulary/mmaterial/syn
g 4 j | bf:baseMaterial bf:BaseMaterial | safety base | vocabulary/mmaterial/saf
g 4 k | bf:baseMaterial bf:BaseMaterial | non-safety base | vocabulary/mmaterial/nsf
g 4 m | bf:baseMaterial bf:BaseMaterial | mixed material | vocabulary/mmaterial/mix
g 4 o | bf:baseMaterial bf:BaseMaterial | paper | vocabulary/mmaterial/pap
g 5 # | bf:soundContent bf:SoundContent | silent | vocabulary/msoundcontent/silent
g 5 a | bf:soundContent bf:SoundContent | sound | vocabulary/msoundcontent/sound
g 5 b | bf:soundContent bf:SoundContent | sound | vocabulary/msoundcontent/sound
g 6 a | bf:soundCharacteristic bf:RecordingMedium | optical | vocabulary/mrecmedium/opt
g 6 b | bf:soundCharacteristic bf:RecordingMedium | magnetic | vocabulary/mrecmedium/mag
g 6 c | bf:soundCharacteristic bf:RecordingMedium | magnetic | vocabulary/mrecmedium/mag
g 6 d | bf:soundCharacteristic bf:RecordingMedium | magneto-optical | vocabulary/mrecmedium/magopt
g 6 e | bf:soundCharacteristic bf:RecordingMedium | magnetic | vocabulary/mrecmedium/mag
g 6 f | bf:soundCharacteristic bf:RecordingMedium | magnetic | vocabulary/mrecmedium/mag
g 6 g | bf:soundCharacteristic bf:RecordingMedium | magneto-optical | vocabulary/mrecmedium/magopt
g 6 h | bf:soundCharacteristic bf:RecordingMedium | magnetic | vocabulary/mrecmedium/mag
g 6 i | bf:soundCharacteristic bf:RecordingMedium | optical | vocabulary/mrecmedium/opt
g 7 a | bf:dimensions - | standard 8 mm. | -
g 7 b | bf:dimensions - | super 8 mm., single 8 mm. | -
g 7 c | bf:dimensions - | 9.5 mm. | -
g 7 d | bf:dimensions - | 16 mm. | -
g 7 e | bf:dimensions - | 28 mm. | -
g 7 f | bf:dimensions - | 35 mm. | -
g 7 g | bf:dimensions - | 70 mm. | -
g 7 j | bf:dimensions - | 2x2 in. or 5x5 cm. | -
g 7 k | bf:dimensions - | 2 1/4 in. x 2 1/4 in. or 6x6 cm. | -
g 7 s | bf:dimensions - | 4x5 in. or 10x13 cm. | -
g 7 t | bf:dimensions - | 15x7 in. or 13x18 cm. | -
g 7 v | bf:dimensions - | 18x10 in. or 21x26 cm. | -
g 7 w | bf:dimensions - | 9x9 in. or 23x23 cm. | -
g 7 x | bf:dimensions - | 10x10 in. or 26x26 cm. | -
g 7 y | bf:dimensions - | 17x7 in. or 18x18 cm. | -
g 8 c | bf:mount bf:Mount | cardboard | vocabulary/mmaterial/crd
g 8 d | bf:mount bf:Mount | glass | vocabulary/mmaterial/gls
g 8 e | bf:mount bf:Mount | synthetic | vocabulary/mmaterial/syn
g 8 h | bf:mount bf:Mount | metal | vocabulary/mmaterial/mtl
g 8 j | bf:mount bf:Mount | metal | vocabulary/mmaterial/mtl
g 8 k | bf:mount bf:Mount | synthetic | vocabulary/mmaterial/syn
g 8 m | bf:mount bf:Mount | mixed material | vocabulary/mmaterial/mix
g 8 j | bf:mount bf:Mount | glass | vocabulary/mmaterial/gls
g 8 k | bf:mount bf:Mount | glass | vocabulary/mmaterial/gls
h 1 a | bf:carrier bf:Carrier | aperture card | vocabulary/carriers/ha
h 1 b | bf:carrier bf:Carrier | microfilm cartridge | vocabulary/carriers/hb
h 1 c | bf:carrier bf:Carrier | microfilm cassette | vocabulary/carriers/hc
h 1 d | bf:carrier bf:Carrier | microfilm reel | vocabulary/carriers/hd
h 1 e | bf:carrier bf:Carrier | microfiche | vocabulary/carriers/he
h 1 f | bf:carrier bf:Carrier | microfiche cassette | vocabulary/carriers/hf
h 1 g | bf:carrier bf:Carrier | microopaque | vocabulary/carriers/hg
h 1 h | bf:carrier bf:Carrier | microfilm slip | vocabulary/carriers/hh
h 1 j | bf:carrier bf:Carrier | microfilm roll | vocabulary/carriers/hj
h 3 a | bf:polarity bf:Polarity | positive | vocabulary/mpolarity/pos
h 3 b | bf:polarity bf:Polarity | negative | vocabulary/mpolarity/neg
h 3 m | bf:polarity bf:Polarity | mixed polarity | vocabulary/mpolarity/mix
h 4 a | bf:dimensions - | 8 mm. | -
h 4 d | bf:dimensions - | 16 mm. | -
h 4 f | bf:dimensions - | 35 mm. | -
h 4 g | bf:dimensions - | 70 mm. | -
h 4 h | bf:dimensions - | 105 mm. | -
h 4 l | bf:dimensions - | 13x5 in. or 8x13 cm. | -
h 4 m | bf:dimensions - | 4x6 in. or 11x15 cm. | -
h 4 o | bf:dimensions - | 6x9 in. or 16x23 cm. | -
h 4 p | bf:dimensions - | 3 1/4 x 7 3/8 in. or 9x19 cm. | -
h 9 b | bf:colorContent bf:ColorContent | black and white | vocabulary/mcolor/blw
h 9 c | bf:colorContent bf:ColorContent | color | vocabulary/mcolor/mul
h 9 m | bf:colorContent bf:ColorContent | mixed color | vocabulary/mcolor/mix
h 10 a | bf:emulsion bf:Emulsion | silver halide emulsion | vocabulary/mmaterial/slh
h 10 b | bf:emulsion bf:Emulsion | diazo emulsion | vocabulary/mmaterial/dia
h 10 c | bf:emulsion bf:Emulsion | vesicular emulsion | vocabulary/mmaterial/ves
h 10 m | bf:emulsion bf:Emulsion | mixed material | vocabulary/mmaterial/mix
h 11 a | bf:generation bf:Generation | first generation | vocabulary/mgeneration/firstgen
h 11 b | bf:generation bf:Generation | printing master | vocabulary/mgeneration/printmaster
h 11 c | bf:generation bf:Generation | service copy | vocabulary/mgeneration/servcopy
h 11 m | bf:generation bf:Generation | mixed generation | vocabulary/mgeneration/mixedgen
h 12 a | bf:baseMaterial bf:BaseMaterial | safety base | vocabulary/mmaterial/saf
h 12 c | bf:baseMaterial bf:BaseMaterial | acetate | vocabulary/mmaterial/ace
h 12 d | bf:baseMaterial bf:BaseMaterial | safety base | vocabulary/mmaterial/saf
h 12 p | bf:baseMaterial bf:BaseMaterial | polyester | vocabulary/mmaterial/pol
h 12 r | bf:baseMaterial bf:BaseMaterial | safety base, mixed | vocabulary/mmaterial/saf
h 12 t | bf:baseMaterial bf:BaseMaterial | triacetate | vocabulary/mmaterial/tri
h 12 i | bf:baseMaterial bf:BaseMaterial | nitrate | vocabulary/mmaterial/nit
h 12 m | bf:baseMaterial bf:BaseMaterial | mixed material | vocabulary/mmaterial/mix
k 0 e | bf:carrier bf:Carrier | object | vocabulary/carriers/nr
k 1 c | bf:genreForm bf:GenreForm | Collages | authorities/genreForms/gf2017027227
k 1 d | bf:genreForm bf:GenreForm | Drawings | authorities/genreForms/gf2017027231
k 1 e | bf:genreForm bf:GenreForm | Paintings | authorities/genreForms/gf2017027246
k 1 f | bf:genreForm bf:GenreForm | Photomechanical print | vocabulary/graphicMaterials/tgm007730
k 1 g | bf:genreForm bf:GenreForm | Negatives (Photographs) | authorities/genreForms/gf2019026026
k 1 h | bf:genreForm bf:GenreForm | Photographic prints | vocabulary/graphicMaterials/tgm007718
k 1 i | bf:genreForm bf:GenreForm | Picture | authorities/genreForms/gf2017027251
k 1 j | bf:genreForm bf:GenreForm | Prints | authorities/genreForms/gf2017027255
k 1 k | bf:genreForm bf:GenreForm | Posters | authorities/genreForms/gf2014026152
k 1 l | bf:genreForm bf:GenreForm | Scientific illustrations | vocabulary/graphicMaterials/tgm009250
k 1 n | bf:genreForm bf:GenreForm | Wall charts | authorities/genreForms/gf2016026011
k 1 p | bf:genreForm bf:GenreForm | Postcards | authorities/genreForms/gf2014026151
k 1 v | bf:genreForm bf:GenreForm | Photographs | authorities/genreForms/gf2017027249
k 3 a | bf:colorContent bf:ColorContent | one color | vocabulary/mcolor/one
k 3 b | bf:colorContent bf:ColorContent | black and white | vocabulary/mcolor/blw
k 3 c | bf:colorContent bf:ColorContent | color | vocabulary/mcolor/mul
k 3 h | bf:colorContent bf:ColorContent | hand colored | vocabulary/mcolor/hnd
k 3 m | bf:colorContent bf:ColorContent | mixed color | vocabulary/mcolor/mix
k 4 a | bf:baseMaterial bf:BaseMaterial | canvas | vocabulary/mmaterial/can
k 4 b | bf:baseMaterial bf:BaseMaterial | bristol board | vocabulary/mmaterial/brb
k 4 c | bf:baseMaterial bf:BaseMaterial | cardboard | vocabulary/mmaterial/crd
k 4 d | bf:baseMaterial bf:BaseMaterial | glass | vocabulary/mmaterial/gla
k 4 e | bf:baseMaterial bf:BaseMaterial | synthetic | vocabulary/mmaterial/syn
k 4 f | bf:baseMaterial bf:BaseMaterial | skin | vocabulary/mmaterial/ski
k 4 g | bf:baseMaterial bf:BaseMaterial | textile | vocabulary/mmaterial/tex
k 4 h | bf:baseMaterial bf:BaseMaterial | metal | vocabulary/mmaterial/mtl
k 4 i | bf:baseMaterial bf:BaseMaterial | plastic | vocabulary/mmaterial/pla
k 4 l | bf:baseMaterial bf:BaseMaterial | vinyl | vocabulary/mmaterial/vny
k 4 m | bf:baseMaterial bf:BaseMaterial | mixed material | vocabulary/mmaterial/mix
k 4 n | bf:baseMaterial bf:BaseMaterial | vellum | vocabulary/mmaterial/vel
k 4 o | bf:baseMaterial bf:BaseMaterial | paper | vocabulary/mmaterial/pap
k 4 p | bf:baseMaterial bf:BaseMaterial | plaster | vocabulary/mmaterial/plt
k 4 q | bf:baseMaterial bf:BaseMaterial | hardboard | vocabulary/mmaterial/hdb
k 4 r | bf:baseMaterial bf:BaseMaterial | porcelain | vocabulary/mmaterial/por
k 4 s | bf:baseMaterial bf:BaseMaterial | stone | vocabulary/mmaterial/sto
k 4 t | bf:baseMaterial bf:BaseMaterial | wood | vocabulary/mmaterial/wod
k 4 v | bf:baseMaterial bf:BaseMaterial | leather | vocabulary/mmaterial/lea
k 4 w | bf:baseMaterial bf:BaseMaterial | parchment | vocabulary/mmaterial/par
k 5 a | bf:mount bf:Mount | canvas | vocabulary/mmaterial/can
k 5 b | bf:mount bf:Mount | bristol board | vocabulary/mmaterial/brb
k 5 c | bf:mount bf:Mount | cardboard | vocabulary/mmaterial/crd
k 5 d | bf:mount bf:Mount | glass | vocabulary/mmaterial/gla
k 5 e | bf:mount bf:Mount | synthetic | vocabulary/mmaterial/syn
k 5 f | bf:mount bf:Mount | skin | vocabulary/mmaterial/ski
k 5 g | bf:mount bf:Mount | textile | vocabulary/mmaterial/tex
k 5 h | bf:mount bf:Mount | metal | vocabulary/mmaterial/mtl
k 5 i | bf:mount bf:Mount | plastic | vocabulary/mmaterial/pla
k 5 l | bf:mount bf:Mount | vinyl | vocabulary/mmaterial/vny
k 5 m | bf:mount bf:Mount | mixed collection | vocabulary/mmaterial/mix
k 5 n | bf:mount bf:Mount | vellum | vocabulary/mmaterial/vel
k 5 o | bf:mount bf:Mount | paper | vocabulary/mmaterial/pap
k 5 p | bf:mount bf:Mount | plaster | vocabulary/mmaterial/plt
k 5 q | bf:mount bf:Mount | hardboard | vocabulary/mmaterial/hdb
k 5 r | bf:mount bf:Mount | porcelain | vocabulary/mmaterial/por
k 5 s | bf:mount bf:Mount | stone | vocabulary/mmaterial/sto
k 5 t | bf:mount bf:Mount | wood | vocabulary/mmaterial/wod
k 5 v | bf:mount bf:Mount | leather | vocabulary/mmaterial/lea
k 5 w | bf:mount bf:Mount | parchment | vocabulary/mmaterial/par
m 1 c | bf:carrier bf:Carrier | film cartridge | vocabulary/carriers/mc
m 1 f | bf:carrier bf:Carrier | film cassette | vocabulary/carriers/mf
m 1 o | bf:carrier bf:Carrier | film roll | vocabulary/carriers/mz
m 1 r | bf:carrier bf:Carrier | film reel | vocabulary/carriers/mr
m 3 b | bf:colorContent bf:ColorContent | black and white | vocabulary/mcolor/blw
m 3 c | bf:colorContent bf:ColorContent | color | vocabulary/mcolor/mul
m 3 h | bf:colorContent bf:ColorContent | hand colored | vocabulary/mcolor/hnd
m 3 m | bf:colorContent bf:ColorContent | mixed color | vocabulary/mcolor/mix
m 4 b | bf:aspectRatio bf:AspectRatio | non-anamorphic | vocabulary/maspect/nonana
m 4 d | bf:aspectRatio bf:AspectRatio | anamorphic | vocabulary/maspect/ana
m 4 e | bf:aspectRatio bf:AspectRatio | wide-screen | vocabulary/maspect/wide
m 4 b | bf:aspectRatio bf:AspectRatio | wide-screen | vocabulary/maspect/wide
m 4 d | bf:aspectRatio bf:AspectRatio | wide-screen | vocabulary/maspect/wide
m 4 a | bf:projectionCharacteristic bf:PresentationFormat | standard sound aperture | vocabulary/mpresformat/sound
m 4 c | bf:projectionCharacteristic bf:PresentationFormat | 3D | vocabulary/mpresformat/3d
m 4 f | bf:projectionCharacteristic bf:PresentationFormat | standard silent aperture | vocabulary/mpresformat/silent
m 5 # | bf:soundContent bf:SoundContent | silent | vocabulary/msoundcontent/silent
m 5 a | bf:soundContent bf:SoundContent | sound | vocabulary/msoundcontent/sound
m 5 b | bf:soundContent bf:SoundContent | sound | vocabulary/msoundcontent/sound
m 6 a | bf:soundCharacteristic bf:RecordingMedium | optical | vocabulary/mrecmedium/opt
m 6 b | bf:soundCharacteristic bf:RecordingMedium | magnetic | vocabulary/mrecmedium/mag
m 6 c | bf:soundCharacteristic bf:RecordingMedium | magnetic | vocabulary/mrecmedium/mag
m 6 d | bf:soundCharacteristic bf:RecordingMedium | magneto-optical | vocabulary/mrecmedium/magopt
m 6 e | bf:soundCharacteristic bf:RecordingMedium | magnetic | vocabulary/mrecmedium/mag
m 6 f | bf:soundCharacteristic bf:RecordingMedium | magnetic | vocabulary/mrecmedium/mag
m 6 g | bf:soundCharacteristic bf:RecordingMedium | magneto-optical | vocabulary/mrecmedium/magopt
m 6 h | bf:soundCharacteristic bf:RecordingMedium | magnetic | vocabulary/mrecmedium/mag
m 6 i | bf:soundCharacteristic bf:RecordingMedium | optical | vocabulary/mrecmedium/opt
m 7 a | bf:dimensions - | 8 mm. | -
m 7 b | bf:dimensions - | super 8 mm., single 8 mm. | -
m 7 c | bf:dimensions - | 9.5 mm. | -
m 7 d | bf:dimensions - | 16 mm. | -
m 7 e | bf:dimensions - | 28 mm. | -
m 7 f | bf:dimensions - | 35 mm. | -
m 7 g | bf:dimensions - | 70 mm. | -
m 8 k | bf:soundCharacteristic bf:PlaybackChannels | mixed | vocabulary/mplayback/mix
m 8 m | bf:soundCharacteristic bf:PlaybackChannels | mono | vocabulary/mplayback/mon
m 8 q | bf:soundCharacteristic bf:PlaybackChannels | surround | vocabulary/mplayback/mul
m 8 s | bf:soundCharacteristic bf:PlaybackChannels | stereo | vocabulary/mplayback/ste
m 9 c | bf:genreForm bf:GenreForm | Outtakes | authorities/genreForms/gf2011026435
m 9 d | bf:genreForm bf:GenreForm | Rushes | authorities/genreForms/gf2011026551
m 10 a | bf:polarity bf:Polarity | positive | vocabulary/mpolarity/pos
m 10 b | bf:polarity bf:Polarity | negative | vocabulary/mpolarity/neg
m 11 d | bf:generation bf:Generation | duplicate | vocabulary/mgeneration/dupe
m 11 e | bf:generation bf:Generation | master | vocabulary/mgeneration/master
m 11 o | bf:generation bf:Generation | original | vocabulary/mgeneration/original
m 11 r | bf:generation bf:Generation | viewing copy | vocabulary/mgeneration/viewcopy
m 12 a | bf:baseMaterial bf:BaseMaterial | safety base | vocabulary/mmaterial/saf
m 12 c | bf:baseMaterial bf:BaseMaterial | acetate | vocabulary/mmaterial/ace
m 12 d | bf:baseMaterial bf:BaseMaterial | safety base | vocabulary/mmaterial/saf
m 12 p | bf:baseMaterial bf:BaseMaterial | polyester | vocabulary/mmaterial/pol
m 12 r | bf:baseMaterial bf:BaseMaterial | safety base | vocabulary/mmaterial/saf
m 12 t | bf:baseMaterial bf:BaseMaterial | triacetate | vocabulary/mmaterial/tri
m 12 i | bf:baseMaterial bf:BaseMaterial | nitrate base | vocabulary/mmaterial/nit
m 12 m | bf:baseMaterial bf:BaseMaterial | mixed material | vocabulary/mmaterial/mix
s 1 d | bf:carrier bf:Carrier | audio disc | vocabulary/carriers/sd
s 1 e | bf:carrier bf:Carrier | audio cylinder | vocabulary/carriers/se
s 1 g | bf:carrier bf:Carrier | audio cartridge | vocabulary/carriers/sg
s 1 i | bf:carrier bf:Carrier | sound track film | vocabulary/carriers/si
s 1 q | bf:carrier bf:Carrier | audio roll | vocabulary/carriers/sq
s 1 r | bf:carrier bf:Carrier | online resource | vocabulary/carriers/cr
s 1 s | bf:carrier bf:Carrier | audiocassette | vocabulary/carriers/ss
s 1 t | bf:carrier bf:Carrier | audiotape reel | vocabulary/carriers/st
s 1 w | bf:carrier bf:Carrier | audio wire reel | vocabulary/carriers/sw
s 3 i | bf:soundCharacteristic bf:GrooveCharacteristic | fine pitch | vocabulary/mgroove/finepitch
s 3 d | bf:soundCharacteristic bf:GrooveCharacteristic | coarse groove | vocabulary/mgroove/coarse
s 3 h | bf:soundCharacteristic bf:GrooveCharacteristic | standard pitch | vocabulary/mgroove/stanpitch
s 4 m | bf:soundCharacteristic bf:PlaybackChannels | mono | vocabulary/mplayback/mon
s 4 q | bf:soundCharacteristic bf:PlaybackChannels | surround | vocabulary/mplayback/mul
s 4 s | bf:soundCharacteristic bf:PlaybackChannels | stereo | vocabulary/mplayback/ste
s 5 m | bf:soundCharacteristic bf:GrooveCharacteristic | microgroove | vocabulary/mgroove/micro
s 5 s | bf:soundCharacteristic bf:GrooveCharacteristic | coarse groove | vocabulary/mgroove/coarse
s 6 a | bf:dimensions - | 3 in. | -
s 6 b | bf:dimensions - | 5 in. | -
s 6 c | bf:dimensions - | 7 in. | -
s 6 d | bf:dimensions - | 10 in. | -
s 6 e | bf:dimensions - | 12 in. | -
s 6 f | bf:dimensions - | 16 in. | -
s 6 g | bf:dimensions - | 4 3/4 in. | -
s 6 j | bf:dimensions - | 3 7/8 x 2 1/2 in. | -
s 6 o | bf:dimensions - | 5 1/4 x 3 7/8 in. | -
s 6 s | bf:dimensions - | 2 3/4 x 4 in. | -
s 7 l | bf:dimensions - | 1/8 in. tape width | -
s 7 m | bf:dimensions - | 1/4 in. tape width | -
s 7 o | bf:dimensions - | 1/2 in. tape width | -
s 7 p | bf:dimensions - | 1 in. tape width | -
s 9 a | bf:generation bf:Generation | master tape | vocabulary/mgeneration/master
s 9 b | bf:generation bf:Generation | tape duplication master | vocabulary/mgeneration/tapedupe
s 9 d | bf:generation bf:Generation | disc master | vocabulary/mgeneration/discmaster
s 9 r | bf:generation bf:Generation | mother | vocabulary/mgeneration/mother
s 9 s | bf:generation bf:Generation | stamper | vocabulary/mgeneration/stamper
s 9 t | bf:generation bf:Generation | test pressing | vocabulary/mgeneration/testpress
s 10 a | bf:baseMaterial bf:BaseMaterial | lacquer | vocabulary/mmaterial/lac
s 10 b | bf:baseMaterial bf:BaseMaterial | nitrate | vocabulary/mmaterial/nit
s 10 c | bf:baseMaterial bf:BaseMaterial | acetate | vocabulary/mmaterial/ace
s 10 g | bf:baseMaterial bf:BaseMaterial | glass | vocabulary/mmaterial/gla
s 10 i | bf:baseMaterial bf:BaseMaterial | aluminum | vocabulary/mmaterial/alu
s 10 r | bf:baseMaterial bf:BaseMaterial | paper | vocabulary/mmaterial/pap
s 10 l | bf:baseMaterial bf:BaseMaterial | metal | vocabulary/mmaterial/mtl
s 10 m | bf:baseMaterial bf:BaseMaterial | plastic | vocabulary/mmaterial/pla
s 10 p | bf:baseMaterial bf:BaseMaterial | plastic | vocabulary/mmaterial/pla
s 10 s | bf:baseMaterial bf:BaseMaterial | shellac | vocabulary/mmaterial/she
s 10 w | bf:baseMaterial bf:BaseMaterial | wax | vocabulary/mmaterial/wax
s 10 c | bf:baseMaterial bf:BaseMaterial | magnetic particles | vocabulary/mmaterial/fer
s 10 g | bf:baseMaterial bf:BaseMaterial | lacquer | vocabulary/mmaterial/lac
s 10 i | bf:baseMaterial bf:BaseMaterial | lacquer | vocabulary/mmaterial/lac
s 10 m | bf:baseMaterial bf:BaseMaterial | metal | vocabulary/mmaterial/mtl
s 11 h | bf:soundCharacteristic bf:GrooveCharacteristic | vertical cutting | vocabulary/mgroove/vertical
s 11 l | bf:soundCharacteristic bf:GrooveCharacteristic | lateral or combined cutting | vocabulary/mgroove/lateral
s 12 a | bf:soundCharacteristic bf:PlaybackCharacteristic | NAB standard | vocabulary/mspecplayback/nab
s 12 b | bf:soundCharacteristic bf:PlaybackCharacteristic | CCIR encoded | vocabulary/mspecplayback/ccir
s 12 c | bf:soundCharacteristic bf:PlaybackCharacteristic | Dolby-B encoded | vocabulary/mspecplayback/dolbyb
s 12 d | bf:soundCharacteristic bf:PlaybackCharacteristic | dbx encoded | vocabulary/mspecplayback/dbx
s 12 f | bf:soundCharacteristic bf:PlaybackCharacteristic | Dolby-A encoded | vocabulary/mspecplayback/dolbya
s 12 g | bf:soundCharacteristic bf:PlaybackCharacteristic | Dolby-C encoded | vocabulary/mspecplayback/dolbyc
s 12 h | bf:soundCharacteristic bf:PlaybackCharacteristic | CX encoded | vocabulary/mspecplayback/cx
s 12 e | bf:soundCharacteristic bf:RecordingMethod | digital | vocabulary/mrectype/digital
v 1 c | bf:carrier bf:Carrier | video cartridge | vocabulary/carriers/vc
v 1 d | bf:carrier bf:Carrier | videodisc | vocabulary/carriers/vd
v 1 f | bf:carrier bf:Carrier | videocassette | vocabulary/carriers/vf
v 1 r | bf:carrier bf:Carrier | videotape reel | vocabulary/carriers/vr
v 3 a | bf:colorContent bf:ColorContent | one color | vocabulary/mcolor/one
v 3 b | bf:colorContent bf:ColorContent | black and white | vocabulary/mcolor/blw
v 3 c | bf:colorContent bf:ColorContent | color | vocabulary/mcolor/mul
v 3 m | bf:colorContent bf:ColorContent | mixed color | vocabulary/mcolor/mix
v 4 a | bf:videoCharacteristic bf:VideoFormat | Betamax | vocabulary/mvidformat/betamax
v 4 b | bf:videoCharacteristic bf:VideoFormat | VHS | vocabulary/mvidformat/vhs
v 4 c | bf:videoCharacteristic bf:VideoFormat | U-matic) | vocabulary/mvidformat/umatic
v 4 d | bf:videoCharacteristic bf:VideoFormat | EIAJ | vocabulary/mvidformat/eiaj
v 4 e | bf:videoCharacteristic bf:VideoFormat | Type C | vocabulary/mvidformat/typec
v 4 f | bf:videoCharacteristic bf:VideoFormat | Quadruplex | vocabulary/mvidformat/quad
v 4 g | bf:videoCharacteristic bf:VideoFormat | laser optical | vocabulary/mvidformat/laser
v 4 h | bf:videoCharacteristic bf:VideoFormat | CED | vocabulary/mvidformat/ced
v 4 i | bf:videoCharacteristic bf:VideoFormat | Betacam | vocabulary/mvidformat/betacam
v 4 j | bf:videoCharacteristic bf:VideoFormat | Betacam SP | vocabulary/mvidformat/betasp
v 4 k | bf:videoCharacteristic bf:VideoFormat | Super-VHS | vocabulary/mvidformat/svhs
v 4 m | bf:videoCharacteristic bf:VideoFormat | M-II | vocabulary/mvidformat/mii
v 4 o | bf:videoCharacteristic bf:VideoFormat | D-2 | vocabulary/mvidformat/d2
v 4 p | bf:videoCharacteristic bf:VideoFormat | 8mm | vocabulary/mvidformat/8mm
v 4 q | bf:videoCharacteristic bf:VideoFormat | Hi-8mm | vocabulary/mvidformat/hi8mm
v 4 s | bf:digitalCharacteristic bf:EncodingFormat | Blu-ray video | vocabulary/mencformat/bluray
v 4 v | bf:digitalCharacteristic bf:EncodingFormat | DVD video | vocabulary/mencformat/dvdv
v 5 # | bf:soundContent bf:SoundContent | silent | vocabulary/msoundcontent/silent
v 5 a | bf:soundContent bf:SoundContent | sound | vocabulary/msoundcontent/sound
v 5 b | bf:soundContent bf:SoundContent | sound | vocabulary/msoundcontent/sound
v 6 a | bf:soundCharacteristic bf:RecordingMedium | optical | vocabulary/mrecmedium/opt
v 6 b | bf:soundCharacteristic bf:RecordingMedium | magnetic | vocabulary/mrecmedium/mag
v 6 c | bf:soundCharacteristic bf:RecordingMedium | magnetic | vocabulary/mrecmedium/mag
v 6 d | bf:soundCharacteristic bf:RecordingMedium | magneto-optical | vocabulary/mrecmedium/magopt
v 6 e | bf:soundCharacteristic bf:RecordingMedium | magnetic | vocabulary/mrecmedium/mag
v 6 f | bf:soundCharacteristic bf:RecordingMedium | magnetic | vocabulary/mrecmedium/mag
v 6 g | bf:soundCharacteristic bf:RecordingMedium | magneto-optical | vocabulary/mrecmedium/magopt
v 6 h | bf:soundCharacteristic bf:RecordingMedium | magnetic | vocabulary/mrecmedium/mag
v 6 i | bf:soundCharacteristic bf:RecordingMedium | optical | vocabulary/mrecmedium/opt
v 7 a | bf:dimensions - | 8 mm. | -
v 7 m | bf:dimensions - | 1/4 in. | -
v 7 o | bf:dimensions - | 1/2 in. | -
v 7 p | bf:dimensions - | 1 in. | -
v 7 q | bf:dimensions - | 2 in. | -
v 7 r | bf:dimensions - | 3/4 in. | -
v 8 k | bf:soundCharacteristic bf:PlaybackChannels | mixed | vocabulary/mplayback/mix
v 8 m | bf:soundCharacteristic bf:PlaybackChannels | mono | vocabulary/mplayback/mon
v 8 q | bf:soundCharacteristic bf:PlaybackChannels | surround | vocabulary/mplayback/mul
v 8 s | bf:soundCharacteristic bf:PlaybackChannels | stereo | vocabulary/mplayback/ste
"""


def _read(row: str) -> PhysicalByte:
    place, term, label, iri = (part.strip() for part in row.split("|"))
    category, position, code = place.split()
    prop, type_ = term.split()
    return PhysicalByte(
        category,
        int(position),
        code.replace("#", " "),
        prop,
        "" if type_ == "-" else type_,
        label,
        None if iri == "-" else "http://id.loc.gov/" + iri,
    )


PHYSICAL_BYTES: Final = tuple(_read(row) for row in _ROWS.strip().splitlines())
"""Every row, by category and position."""
