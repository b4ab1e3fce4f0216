"""The codes of leader, 006, 007 and 008 that stand for a term of a controlled vocabulary, a list a byte position.

Source: the MARC 21 format for bibliographic data; terms of id.loc.gov. A row of a position whose code is a blank or a
digit
is written with the code itself.
"""

from __future__ import annotations

from typing import Final

from mappings.codes.model import listed

_VOCABULARY = "http://id.loc.gov/vocabulary/"

ILLUSTRATIONS: Final = listed(
    "illustrative content (008/18-21 of books)",
    of="2025-06-01",
    base=_VOCABULARY,
    rows="""
a | illustrations | millus/ill
b | maps | millus/map
c | portraits | millus/por
d | charts | millus/chr
e | plans | millus/pln
f | plates | millus/plt
g | music | millus/mus
h | facsimiles | millus/fac
i | coats of arms | millus/coa
j | genealogical tables | millus/gnt
k | forms | millus/for
l | samples | millus/sam
m | phonodisc | millus/pho
o | photographs | millus/pht
p | illuminations | millus/ilm
""",
)

AUDIENCES: Final = listed(
    "audience (008/22)",
    of="2025-06-01",
    base=_VOCABULARY,
    rows="""
a | preschool | maudience/pre
b | primary | maudience/pri
c | pre-adolescent | maudience/pad
d | adolescent | maudience/ado
e | adult | maudience/adu
f | specialized | maudience/spe
g | general | maudience/gen
j | juvenile | maudience/juv
""",
)

FORMS_OF_ITEM: Final = listed(
    "form of item (008/23)",
    of="2025-06-01",
    base=_VOCABULARY,
    rows="""
a | microfilm reel | carriers/hd
b | microfiche | carriers/he
c | microopaque | carriers/hg
d | volume | carriers/nc
f | volume | carriers/nc
o | online resource | carriers/cr
q | electronic | carriers/cz
r | volume | carriers/nc
s | other computer carrier | carriers/cz
""",
)

NATURES_OF_CONTENTS: Final = listed(
    "nature of contents (008/24-27)",
    of="2025-06-01",
    base=_VOCABULARY,
    rows="""
b | bibliography | msupplcont/bibliography
c | Catalogs | http://id.loc.gov/authorities/genreForms/gf2014026057
d | Dictionaries | http://id.loc.gov/authorities/genreForms/gf2014026086
e | Encyclopedias | http://id.loc.gov/authorities/genreForms/gf2014026092
f | Handbooks and manuals | http://id.loc.gov/authorities/genreForms/gf2014026109
g | Law materials | http://id.loc.gov/authorities/genreForms/gf2011026351
h | Biographies | http://id.loc.gov/authorities/genreForms/gf2014026049
i | Indexes | http://id.loc.gov/authorities/genreForms/gf2014026112
j | Patents | http://id.loc.gov/authorities/genreForms/gf2011026438
k | discography | msupplcont/discography
l | Law materials | http://id.loc.gov/authorities/genreForms/gf2011026351
m | Academic theses | http://id.loc.gov/authorities/genreForms/gf2014026039
q | filmography | msupplcont/film
r | Directories | http://id.loc.gov/authorities/genreForms/gf2014026087
s | Statistics | http://id.loc.gov/authorities/genreForms/gf2014026181
t | Technical reports | http://id.loc.gov/authorities/genreForms/gf2015026093
v | Law materials | http://id.loc.gov/authorities/genreForms/gf2011026351
w | Law materials | http://id.loc.gov/authorities/genreForms/gf2011026351
y | Yearbooks | http://id.loc.gov/authorities/genreForms/gf2014026208
z | Treaties | http://id.loc.gov/authorities/genreForms/gf2011026707
5 | Calendars | http://id.loc.gov/authorities/genreForms/gf2014026055
6 | Comics (Graphic works) | http://id.loc.gov/authorities/genreForms/gf2014026266
""",
)

LITERARY_FORMS: Final = listed(
    "literary form (008/33)",
    of="2025-06-01",
    base=_VOCABULARY,
    rows="""
1 | Fiction | http://id.loc.gov/authorities/genreForms/gf2014026339
d | Drama | http://id.loc.gov/authorities/genreForms/gf2014026297
e | Essays | http://id.loc.gov/authorities/genreForms/gf2014026094
f | Novels | http://id.loc.gov/authorities/genreForms/gf2015026020
h | Humor | http://id.loc.gov/authorities/genreForms/gf2014026110
i | Personal correspondence | http://id.loc.gov/authorities/genreForms/gf2014026141
j | Short stories | http://id.loc.gov/authorities/genreForms/gf2014026542
m | Fiction | http://id.loc.gov/authorities/genreForms/gf2014026339
p | Poetry | http://id.loc.gov/authorities/genreForms/gf2014026481
s | Speeches | http://id.loc.gov/authorities/genreForms/gf2011026363
""",
)

BIOGRAPHIES: Final = listed(
    "biography (008/34)",
    of="2025-06-01",
    base=_VOCABULARY,
    rows="""
a | Autobiographies | http://id.loc.gov/authorities/genreForms/gf2014026047
b | Biographies | http://id.loc.gov/authorities/genreForms/gf2014026049
c | Biographies | http://id.loc.gov/authorities/genreForms/gf2014026049
""",
)

COMPUTER_FILE_TYPES: Final = listed(
    "type of computer file (008/26)",
    of="2025-06-01",
    base=_VOCABULARY,
    rows="""
a | numeric data | marcgt/num
b | computer program | marcgt/com
c | representational | marcgt/rep
d | document (computer) | marcgt/doc
e | bibliographic data | marcgt/bda
f | font | marcgt/fon
g | game | marcgt/gam
h | sound | marcgt/sou
i | interactive multimedia | marcgt/inm
j | online system or service | marcgt/ons
""",
)

RELIEFS: Final = listed(
    "relief (008/18-21 of maps)",
    of="2025-06-01",
    base=_VOCABULARY,
    rows="""
a | contours | mrelief/cont
b | shading | mrelief/shad
c | gradient and bathymetric tints | mrelief/grad
d | hachures | mrelief/hach
e | bathymetry/soundings | mrelief/bath
f | form lines | mrelief/form
g | spot heights | mrelief/spot
i | pictorially | mrelief/pict
j | land forms | mrelief/land
k | bathymetry/isolines | mrelief/isol
m | rock drawings | mrelief/rock
""",
)

PROJECTIONS: Final = listed(
    "projection (008/22-23)",
    of="2025-06-01",
    base=_VOCABULARY,
    rows="""
aa | Aitoff | mprojection/aa
ab | Gnomic | mprojection/ab
ac | Lambert's azimuthal equal area | mprojection/ac
ad | Orthographic | mprojection/ad
ae | Azimuthal equidistant | mprojection/ae
af | Stereographic | mprojection/af
ag | General vertical near-sided | mprojection/ag
am | Modified stereographic for Alaska | mprojection/am
an | Chamberlin trimetric | mprojection/an
ap | polar stereographic | mprojection/ap
au | Azimuthal, specific type unknown | mprojection/au
az | Azimuthal, other | mprojection/az
ba | Gali | mprojection/ba
bb | Goode's homiographic | mprojection/bb
bc | Lambert's cylindrical equal area | mprojection/bc
bd | Mercator | mprojection/bd
be | Miller | mprojection/be
bf | Mollweide | mprojection/bf
bg | Sinusoidal | mprojection/bg
bh | Transverse Mercator | mprojection/bh
bi | Gauss-Kruger | mprojection/bi
bj | Equirectangular | mprojection/bj
bk | Krovak | mprojection/bk
bl | Cassini-Soldner | mprojection/bl
bo | Oblique Mercator | mprojection/bo
br | Robinson | mprojection/br
bs | Space oblique Mercator | mprojection/bs
bu | Cylindrical, specific type unknown | mprojection/bu
bz | Cylindrical, other | mprojection/bz
ca | Alber's equal area | mprojection/ca
cb | Bonne | mprojection/cb
cc | Lambert's conformal conic | mprojection/cc
ce | Equidistant conic | mprojection/ce
cp | Polyconic | mprojection/cp
cu | Conic, specific type unknown | mprojection/cu
cz | Conic, other | mprojection/cz
da | Armadillo | mprojection/da
db | Butterfly | mprojection/db
dc | Eckert | mprojection/dc
dd | Goode's homolosine | mprojection/dd
de | Miller's bipolar oblique conformal conic | mprojection/de
df | Van Der Grinten | mprojection/df
dg | Dimaxion | mprojection/dg
dh | Cordiform | mprojection/dh
dl | Lambert conformal | mprojection/dl
""",
)

MAP_FORMS: Final = listed(
    "special format of maps (008/33-34)",
    of="2025-06-01",
    base=_VOCABULARY,
    rows="""
e | Manuscript maps | http://id.loc.gov/authorities/genreForms/gf2011026385
j | Postcards | http://id.loc.gov/authorities/genreForms/gf2014026151
k | Calendars | http://id.loc.gov/authorities/genreForms/gf2014026055
l | Puzzles and games | http://id.loc.gov/authorities/genreForms/gf2014026158
n | Puzzles and games | http://id.loc.gov/authorities/genreForms/gf2014026158
o | Wall maps | http://id.loc.gov/authorities/genreForms/gf2011026728
p | Playing cards | http://id.loc.gov/authorities/genreForms/gf2017027252
r | Loose-leaf services | http://id.loc.gov/authorities/genreForms/gf2011026373
""",
)

FORMS_OF_COMPOSITION: Final = listed(
    "form of composition (008/18-19)",
    of="2025-06-01",
    base=_VOCABULARY,
    rows="""
an | Anthems | http://id.loc.gov/authorities/genreForms/gf2014026635
bd | Ballads | http://id.loc.gov/authorities/genreForms/gf2014026648
bg | Bluegrass music | http://id.loc.gov/authorities/genreForms/gf2014026664
bl | Blues (Music) | http://id.loc.gov/authorities/genreForms/gf2014026665
bt | Ballets (Music) | http://id.loc.gov/authorities/genreForms/gf2014026650
ca | Chaconnes | http://id.loc.gov/authorities/genreForms/gf2014026701
cb | Chants | http://id.loc.gov/authorities/genreForms/gf2014026707
cc | Chants | http://id.loc.gov/authorities/genreForms/gf2014026707
cg | Concerti grossi | http://id.loc.gov/authorities/genreForms/gf2014026724
ch | Chorales | http://id.loc.gov/authorities/genreForms/gf2014026713
cl | Chorale preludes | http://id.loc.gov/authorities/genreForms/gf2014026712
cn | Canons (Music) | http://id.loc.gov/authorities/genreForms/gf2014026687
co | Concertos | http://id.loc.gov/authorities/genreForms/gf2014026725
cp | Polyphonic chansons | http://id.loc.gov/authorities/genreForms/gf2014027007
cr | Carols | http://id.loc.gov/authorities/genreForms/gf2014026695
cs | Aleatory music | http://id.loc.gov/authorities/genreForms/gf2014026624
ct | Cantatas | http://id.loc.gov/authorities/genreForms/gf2014026688
cy | Country music | http://id.loc.gov/authorities/genreForms/gf2014026739
cz | Canzonas (Instrumental music) | http://id.loc.gov/authorities/genreForms/gf2018026012
df | Dance music | http://id.loc.gov/authorities/genreForms/gf2014026753
dv | Suites | http://id.loc.gov/authorities/genreForms/gf2014027116
fg | Fugues | http://id.loc.gov/authorities/genreForms/gf2014026818
fl | Flamenco music | http://id.loc.gov/authorities/genreForms/gf2014026806
fm | Folk music | http://id.loc.gov/authorities/genreForms/gf2014026809
ft | Fantasias (Music) | http://id.loc.gov/authorities/genreForms/gf2018026018
gm | Gospel music | http://id.loc.gov/authorities/genreForms/gf2014026839
hy | Hymns | http://id.loc.gov/authorities/genreForms/gf2014026872
jz | Jazz | http://id.loc.gov/authorities/genreForms/gf2014026879
mc | Revues | http://id.loc.gov/authorities/genreForms/gf2014027050
md | Madrigals (Music) | http://id.loc.gov/authorities/genreForms/gf2014026915
mi | Minuets (Music) | http://id.loc.gov/authorities/genreForms/gf2014026940
mo | Motets | http://id.loc.gov/authorities/genreForms/gf2014026949
mp | Motion picture music | http://id.loc.gov/authorities/genreForms/gf2014026950
mr | Marches (Music) | http://id.loc.gov/authorities/genreForms/gf2014026922
ms | Masses | http://id.loc.gov/authorities/genreForms/gf2014026926
mz | Mazurkas | http://id.loc.gov/authorities/genreForms/gf2014026928
nc | Nocturnes (Music) | http://id.loc.gov/authorities/genreForms/gf2017026144
op | Operas | http://id.loc.gov/authorities/genreForms/gf2014026976
or | Oratorios | http://id.loc.gov/authorities/genreForms/gf2014026977
ov | Overtures | http://id.loc.gov/authorities/genreForms/gf2014026980
pg | Program music | http://id.loc.gov/authorities/genreForms/gf2014027017
pm | Holy Week music | http://id.loc.gov/authorities/genreForms/gf2014026861
po | Polonaises (Music) | http://id.loc.gov/authorities/genreForms/gf2014027005
pp | Popular music | http://id.loc.gov/authorities/genreForms/gf2014027009
pr | Preludes (Music) | http://id.loc.gov/authorities/genreForms/gf2014027013
ps | Passacaglias | http://id.loc.gov/authorities/genreForms/gf2014026989
pt | Part songs | http://id.loc.gov/authorities/genreForms/gf2014026984
pv | Pavans (Music) | http://id.loc.gov/authorities/genreForms/gf2014026994
rc | Rock music | http://id.loc.gov/authorities/genreForms/gf2014027054
rd | Rondos | http://id.loc.gov/authorities/genreForms/gf2014027057
rg | Ragtime music | http://id.loc.gov/authorities/genreForms/gf2014027034
ri | Ricercars | http://id.loc.gov/authorities/genreForms/gf2017026128
rp | Rhapsodies (Music) | http://id.loc.gov/authorities/genreForms/gf2014027051
rq | Requiems | http://id.loc.gov/authorities/genreForms/gf2014027048
sd | Square dance music | http://id.loc.gov/authorities/genreForms/gf2014027111
sg | Songs | http://id.loc.gov/authorities/genreForms/gf2014027103
sn | Sonatas | http://id.loc.gov/authorities/genreForms/gf2014027099
sp | Symphonic poems | http://id.loc.gov/authorities/genreForms/gf2014027120
st | Studies (Music) | http://id.loc.gov/authorities/genreForms/gf2014027115
su | Suites | http://id.loc.gov/authorities/genreForms/gf2014027116
sy | Symphonies | http://id.loc.gov/authorities/genreForms/gf2014027121
tc | Toccatas | http://id.loc.gov/authorities/genreForms/gf2014027140
ts | Sonatas | http://id.loc.gov/authorities/genreForms/gf2014027099
vi | Villancicos (Music) | http://id.loc.gov/authorities/genreForms/gf2017026025
vr | Variations (Music) | http://id.loc.gov/authorities/genreForms/gf2014027156
wz | Waltzes (Music) | http://id.loc.gov/authorities/genreForms/gf2014027167
za | Zarzuelas | http://id.loc.gov/authorities/genreForms/gf2016026059
""",
)

MUSIC_FORMATS: Final = listed(
    "format of music (008/20)",
    of="2025-06-01",
    base=_VOCABULARY,
    rows="""
a | score | mmusicformat/score
b | study score | mmusicformat/studyscore
c | piano score | mmusicformat/pianoscore
d | vocal score | mmusicformat/vocalscore
e | piano conductor score | mmusicformat/pianopart
g | condensed score | mmusicformat/conscore
h | chorus score | mmusicformat/chscore
i | condensed score | mmusicformat/conscore
j | performer-conducter part | http://id.loc.gov/vocabularly/mmusicformat/perfconpt
k | vocal score | mmusicformat/vocalscore
l | score | mmusicformat/score
""",
)

MUSIC_ACCOMPANYING: Final = listed(
    "accompanying matter (008/24-29 of music)",
    of="2025-06-01",
    base=_VOCABULARY,
    rows="""
a | discography | msupplcont/discography
b | bibliography | msupplcont/bibliography
c | thematic index | msupplcont/thematicindex
d | libretto or text | msupplcont/libretto
e | biography of composer or author | msupplcont/creatorbio
f | biography of performer or history of ensemble | msupplcont/performerhistory
g | technical and/or historical information on instruments | msupplcont/techinstruments
h | technical information on music | msupplcont/techmusic
i | historical information | msupplcont/historicalinfo
k | ethnological information | msupplcont/ethnologicinfo
r | instructional materials | msupplcont/instructmaterial
s | music | msupplcont/music
""",
)

MUSIC_TEXTS: Final = listed(
    "literary text of sound recordings (008/30-31)",
    of="2025-06-01",
    base=_VOCABULARY,
    rows="""
a | Autobiographies | http://id.loc.gov/authorities/genreForms/gf2014026047
b | Biographies | http://id.loc.gov/authorities/genreForms/gf2014026049
c | Conference papers and proceedings | http://id.loc.gov/authorities/genreForms/gf2014026068
d | Drama | http://id.loc.gov/authorities/genreForms/gf2014026297
e | Essays | http://id.loc.gov/authorities/genreForms/gf2014026094
f | Fiction | http://id.loc.gov/authorities/genreForms/gf2014026339
g | Informational works | http://id.loc.gov/authorities/genreForms/gf2014026113
h | history | marcgt/his
i | Instructional and educational works | http://id.loc.gov/authorities/genreForms/gf2014026114
j | language instruction | marcgt/lan
k | Humor | http://id.loc.gov/authorities/genreForms/gf2014026110
l | Speeches | http://id.loc.gov/authorities/genreForms/gf2011026363
m | Autobiographies | http://id.loc.gov/authorities/genreForms/gf2014026047
o | Folk tales | http://id.loc.gov/authorities/genreForms/gf2014026344
p | Poetry | http://id.loc.gov/authorities/genreForms/gf2014026481
r | rehearsals | marcgt/reh
s | Sound recordings | http://id.loc.gov/authorities/genreForms/gf2011026594
t | Interviews | http://id.loc.gov/authorities/genreForms/gf2014026115
""",
)

FREQUENCIES: Final = listed(
    "frequency (008/18 of serials)",
    of="2025-06-01",
    base=_VOCABULARY,
    rows="""
a | annual | frequencies/ann
b | bimonthly | frequencies/bmn
c | semiweekly | frequencies/swk
d | daily | frequencies/dyl
e | biweekly | frequencies/bwk
f | semiannual | frequencies/san
g | biennial | frequencies/bin
h | triennial | frequencies/ten
i | three times a week | frequencies/ttw
j | three times a month | frequencies/ttm
k | continuously updated | frequencies/con
m | monthly | frequencies/mon
q | quarterly | frequencies/qrt
s | semimonthly | frequencies/smn
t | three times a year | frequencies/tty
w | weekly | frequencies/wkl
""",
)

SERIAL_TYPES: Final = listed(
    "type of continuing resource (008/21)",
    of="2025-06-01",
    base=_VOCABULARY,
    rows="""
d | database | mserialpubtype/database
g | magazine | mserialpubtype/mag
h | blog | mserialpubtype/blog
j | journal | mserialpubtype/journal
l | loose leaf | mserialpubtype/looseleaf
m | monographic series | mserialpubtype/monoseries
n | newspaper | mserialpubtype/newspaper
p | periodical | mserialpubtype/periodical
r | repository | mserialpubtype/repo
s | newsletter | mserialpubtype/newsletter
t | directory | mserialpubtype/direct
w | web site | mserialpubtype/web
""",
)

ORIGINAL_FORMS: Final = listed(
    "form of original item (008/22 of serials)",
    of="2025-06-01",
    base=_VOCABULARY,
    rows="""
a | Microfilm | -
b | Microfiche | -
c | Microopaque | -
d | Large print | -
e | Newspaper format | -
f | Braille | -
o | Online | -
q | Direct electronic | -
s | Electronic | -
""",
)

TITLE_SCRIPTS: Final = listed(
    "script of the title (008/33 of serials)",
    of="2025-06-01",
    base=_VOCABULARY,
    rows="""
a | Basic roman | mscript/a
b | Extended roman | mscript/b
c | Cyrillic | mscript/c
d | Japanese | mscript/d
e | Chinese | mscript/e
f | Arabic | mscript/f
g | Greek | mscript/g
h | Hebrew | mscript/h
i | Thai | mscript/i
j | Devanagari | mscript/j
k | Korean | mscript/k
l | Tamil | mscript/l
""",
)

VISUAL_TYPES: Final = listed(
    "type of visual material (008/33)",
    of="2025-06-01",
    base=_VOCABULARY,
    rows="""
a | Art | http://id.loc.gov/authorities/genreForms/gf2017027218
b | kit | marcgt/kit
c | art reproduction | marcgt/art
d | diorama | marcgt/dio
f | filmstrip | marcgt/fls
g | Puzzles and games | http://id.loc.gov/authorities/genreForms/gf2014026158
i | Pictures | http://id.loc.gov/authorities/genreForms/gf2017027251
k | graphic | marcgt/gra
l | technical drawing | marcgt/ted
m | Motion pictures | http://id.loc.gov/authorities/genreForms/gf2011026406
n | chart | marcgt/cha
o | flash card | marcgt/fla
p | microscope slide | marcgt/mic
q | Models (Representations) | http://id.loc.gov/authorities/genreForms/gf2017027245
r | realia | marcgt/rea
s | slide | marcgt/sli
t | transparency | marcgt/tra
v | Video recordings | http://id.loc.gov/authorities/genreForms/gf2011026723
w | toy | marcgt/toy
""",
)

TECHNIQUES: Final = listed(
    "technique (008/34)",
    of="2025-06-01",
    base=_VOCABULARY,
    rows="""
a | animation | mtechnique/anim
c | animation and live action | mtechnique/animlive
l | live action | mtechnique/live
z | other technique | mtechnique/other
""",
)

PLAYING_SPEEDS: Final = listed(
    "playing speed (007/03 of sound)",
    of="2025-06-01",
    base=_VOCABULARY,
    rows="""
a | 16 rpm | mplayspeed/a
b | 33 1/3 rpm | mplayspeed/b
c | 45 rpm | mplayspeed/c
d | 78 rpm | mplayspeed/d
e | 8 rpm | mplayspeed/e
f | 1.4 m. per sec. | mplayspeed/f
h | 120 rpm | mplayspeed/h
i | 160 rpm | mplayspeed/i
k | 15/16 ips | mplayspeed/k
l | 1 7/8 ips | mplayspeed/l
m | 3 3/4 ips | mplayspeed/m
o | 7 1/2 ips | mplayspeed/o
p | 15 ips | mplayspeed/p
r | 30 ips | mplayspeed/r
""",
)

REDUCTION_RATIOS: Final = listed(
    "reduction ratio (007/05 of microforms)",
    of="2025-06-01",
    base=_VOCABULARY,
    rows="""
a | low reduction | mreductionratio/low
b | normal reduction | mreductionratio/normal
c | high reduction | mreductionratio/high
d | very high reduction | mreductionratio/veryhigh
e | ultra high reduction | mreductionratio/ultrahigh
""",
)

TAPE_CONFIGURATIONS: Final = listed(
    "tape configuration (007/08)",
    of="2025-06-01",
    base=_VOCABULARY,
    rows="""
a | full track | mtapeconfig/full
b | half track | mtapeconfig/half
c | quarter track | mtapeconfig/quarter
d | 8 track | mtapeconfig/8
e | 12 track | mtapeconfig/12
f | 16 track | mtapeconfig/16
""",
)

CAPTURE_STORAGE: Final = listed(
    "capture and storage technique (007/13)",
    of="2025-06-01",
    base=_VOCABULARY,
    rows="""
a | Acoustical capture, Direct storage | mcapturestorage/acds
b | Electrical capture, Direct storage | mcapturestorage/dsna
d | Electrical capture, Digital storage | mcapturestorage/dist
e | Electrical capture, Analog electrical storage | mcapturestorage/aes
u | Unknown capture and storage | mcapturestorage/unk
""",
)

RECORD_STATUSES: Final = listed(
    "record status (leader/05)",
    of="2025-06-01",
    base=_VOCABULARY,
    rows="""
a | changed | mstatus/c
c | changed | mstatus/c
d | deleted or deprecated | mstatus/d
n | new | mstatus/n
p | prepublication | mstatus/p
""",
)

CONTENT_BY_RECORD_TYPE: Final = listed(
    "content type by type of record (leader/06)",
    of="2025-06-01",
    base=_VOCABULARY,
    rows="""
a | text | contentTypes/txt
c | notated music | contentTypes/ntm
d | notated music | contentTypes/ntm
e | cartographic image | contentTypes/cri
f | cartographic image | contentTypes/cri
g | two-dimensional moving image | contentTypes/tdi
i | spoken word | contentTypes/spw
j | performed music | contentTypes/prm
k | still image | contentTypes/sti
m | computer program | contentTypes/cop
o | text | contentTypes/txt
p | text | contentTypes/txt
q | hub | -
r | three-dimensional form | contentTypes/tdf
t | text | contentTypes/txt
""",
)

CONTENT_TYPES: Final = listed(
    "content type by its code",
    of="2025-06-01",
    base=_VOCABULARY + "contentTypes/",
    rows="""
crd | cartographic dataset
cri | cartographic image
crm | cartographic moving image
crt | cartographic tactile image
crn | cartographic tactile three-dimensional form
crf | cartographic three-dimensional form
cod | computer dataset
cop | computer program
ntv | notated movement
ntm | notated music
prm | performed music
snd | sounds
spw | spoken word
sti | still image
tci | tactile image
tcm | tactile notated music
tcn | tactile notated movement
tct | tactile text
tcf | tactile three-dimensional form
txt | text
tdf | three-dimensional form
tdm | three-dimensional moving image
tdi | two-dimensional moving image
xxx | other
zzz | unspecified
""",
)

ENCODING_LEVELS: Final = listed(
    "encoding level (leader/17)",
    of="2025-06-01",
    base=_VOCABULARY,
    rows="""
0 | full | menclvl/f
1 | full not examined | menclvl/1
2 | minimal | menclvl/7
3 | abbreviated | menclvl/3
4 | core | menclvl/4
5 | preliminary | menclvl/5
7 | minimal | menclvl/7
8 | prepublication | menclvl/8
""",
)

DESCRIPTION_CONVENTIONS: Final = listed(
    "descriptive cataloguing form (leader/18)",
    of="2025-06-01",
    base=_VOCABULARY,
    rows="""
a | aacr | descriptionConventions/aacr
c | isbd | descriptionConventions/isbd
i | isbd | descriptionConventions/isbd
p | aacr | descriptionConventions/aacr
r | aacr | descriptionConventions/aacr
""",
)

MEDIA_BY_CATEGORY: Final = listed(
    "media type by its code",
    of="2025-06-01",
    base=_VOCABULARY,
    rows="""
p | microscopic | mediaTypes/p
s | audio | mediaTypes/s
g | projected | mediaTypes/g
v | video | mediaTypes/v
z | unspecified | mediaTypes/z
e | stereographic | mediaTypes/e
x | other | mediaTypes/x
h | microform | mediaTypes/h
n | unmediated | mediaTypes/n
c | computer | mediaTypes/c
""",
)

CARRIERS: Final = listed(
    "carrier by its code",
    of="2025-06-01",
    base=_VOCABULARY,
    rows="""
se | audio cylinder | carriers/se
st | audiotape reel | carriers/st
no | card | carriers/no
gc | filmstrip cartridge | carriers/gc
pz | other microscopic carrier | carriers/pz
es | stereograph disc | carriers/es
nn | flipchart | carriers/nn
nb | sheet | carriers/nb
ch | computer tape reel | carriers/ch
cr | online resource | carriers/cr
ha | aperture card | carriers/ha
sw | audio wire reel | carriers/sw
vd | videodisc | carriers/vd
gs | slide | carriers/gs
cz | other computer carrier | carriers/cz
sq | audio roll | carriers/sq
cb | computer chip cartridge | carriers/cb
vz | other video carrier | carriers/vz
hj | microfilm roll | carriers/hj
mo | film roll | carriers/mo
pp | microscope slide | carriers/pp
eh | stereograph card | carriers/eh
gf | filmstrip | carriers/gf
sb | audio belt | carriers/sb
gd | filmslip | carriers/gd
cf | computer tape cassette | carriers/cf
mf | film cassette | carriers/mf
gt | overhead transparency | carriers/gt
hg | microopaque | carriers/hg
sd | audio disc | carriers/sd
ce | computer disc cartridge | carriers/ce
hf | microfiche cassette | carriers/hf
hc | microfilm cassette | carriers/hc
na | roll | carriers/na
hd | microfilm reel | carriers/hd
ck | computer card | carriers/ck
vc | video cartridge | carriers/vc
he | microfiche | carriers/he
hb | microfilm cartridge | carriers/hb
nr | object | carriers/nr
hh | microfilm slip | carriers/hh
vf | videocassette | carriers/vf
ca | computer tape cartridge | carriers/ca
hz | other microform carrier | carriers/hz
vr | videotape reel | carriers/vr
nc | volume | carriers/nc
si | sound track reel | carriers/si
mr | film reel | carriers/mr
mz | other projected carrier | carriers/mz
sz | other audio carrier | carriers/sz
mc | film cartridge | carriers/mc
nz | other unmediated carrier | carriers/nz
ez | other stereographic carrier | carriers/ez
ss | audiocassette | carriers/ss
cd | computer disc | carriers/cd
sg | audio cartridge | carriers/sg
""",
)

RESOURCE_COMPONENTS: Final = listed(
    "resource component (856 ind2)",
    of="2025-06-01",
    base=_VOCABULARY,
    rows="""
a | Resource | resourceComponents/res
b | Summary or abstract | resourceComponents/sum
d | Sung or spoken text | resourceComponents/stx
e | Librettos | resourceComponents/lib
f | Table of contents | resourceComponents/toc
g | Accompanying material | resourceComponents/amt
h | Original text | resourceComponents/otx
i | Intertitles | resourceComponents/int
j | Subtitles | resourceComponents/sub
k | Intermediate translations | resourceComponents/itr
n | Original libretto | resourceComponents/olb
m | Accompanying material | resourceComponents/amt
p | Captions | resourceComponents/cap
q | Accessible audio | resourceComponents/aud
r | Accessible visual language | resourceComponents/vis
t | Transcripts for audiovisual materials | resourceComponents/tav
""",
)

WORK_CLASS_BY_RECORD_TYPE: Final[dict[str, str]] = {
    "a": "bf:Text",
    "c": "bf:NotatedMusic",
    "d": "bf:NotatedMusic",
    "e": "bf:Cartography",
    "f": "bf:Cartography",
    "g": "bf:MovingImage",
    "i": "bf:NonMusicAudio",
    "j": "bf:MusicAudio",
    "k": "bf:StillImage",
    "m": "bf:Multimedia",
    "o": "bf:MixedMaterial",
    "p": "bf:MixedMaterial",
    "q": "bf:Hub",
    "r": "bf:Object",
    "t": "bf:Text",
}
"""The class of a Work by leader/06."""
