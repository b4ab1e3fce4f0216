"""Terms of RDA, in Danish."""

from __future__ import annotations

from typing import Final

RDA: Final = """
carriers/ca | computerbåndcartridge
carriers/cb | chipcartridge
carriers/cd | computerdisc
carriers/ce | computerdisccartridge
carriers/cf | computerbåndkassette
carriers/ch | computerbåndspole
carriers/ck | computerkort
carriers/cr | online ressource
carriers/eh | stereografisk kort
carriers/es | stereografisk disc
carriers/gc | filmstripcartridge
carriers/gd | filmstrimmel
carriers/gf | filmstrip
carriers/gs | objektglas
carriers/gt | transparent
carriers/ha | mikrofilmhulkort
carriers/hb | mikrofilmcartridge
carriers/hc | mikrofilmkassette
carriers/hd | mikrofilmspole
carriers/he | microfiche
carriers/hf | microfichekassette
carriers/hg | microopaque
carriers/hh | mikrofilmstrimmel
carriers/hj | mikrofilmrulle
carriers/mc | filmcartridge
carriers/mf | filmkassette
carriers/mo | filmrulle
carriers/mr | filmspole
carriers/na | rulle
carriers/nb | ark
carriers/nc | bind
carriers/nn | flipover
carriers/no | kort
carriers/nr | genstand
carriers/pp | objektglas
carriers/sb | lydbælte
carriers/sd | lyddisc
carriers/se | lydvalse
carriers/sg | lydcartridge
carriers/si | lydsporspole
carriers/sq | lydrulle
carriers/ss | kassettebånd
carriers/st | spolebånd
carriers/sw | trådspole
carriers/vc | videocartridge
carriers/vd | videodisc
carriers/vf | videokassette
carriers/vr | videobåndspole
contentTypes/cod | computerdataset
contentTypes/cop | computerprogram
contentTypes/crd | kartografisk datasæt
contentTypes/crf | kartografisk tredimensional form
contentTypes/cri | kartografisk indhold
contentTypes/crm | levende kartografisk billede
contentTypes/crn | taktil kartografisk tredimensional form
contentTypes/crt | taktilt kartografisk billede
contentTypes/ntm | noteret musik
contentTypes/ntv | noteret bevægelse
contentTypes/prm | opført musik
contentTypes/snd | lyde
contentTypes/spw | talt ord
contentTypes/sti | fast billede
contentTypes/tcf | taktil tredimensional form
contentTypes/tci | taktilt billede
contentTypes/tcm | taktil noteret musik
contentTypes/tcn | taktil noteret bevægelse
contentTypes/tct | taktil tekst
contentTypes/tdf | tredimensional form
contentTypes/tdi | todimensionalt levende billede
contentTypes/tdm | tredimensionalt levende billede
contentTypes/txt | tekst
frequencies/ann | årlig
frequencies/bin | hvert 2. år
frequencies/bmn | hver 2. måned
frequencies/bwk | hver 2. uge
frequencies/dyl | daglig
frequencies/irr | uregelmæssig
frequencies/mon | månedlig
frequencies/qrt | kvartalsvis
frequencies/san | 2 gange om året
frequencies/smn | 2 gange om måneden
frequencies/swk | 2 gange om ugen
frequencies/ten | hvert 3. år
frequencies/ttm | 3 gange om ugen
frequencies/ttw | 3 gange om ugen
frequencies/tty | 3 gange om året
frequencies/wkl | ugentlig
issuance/mono | enkeltstående enhed
mediaTypes/c | computer
mediaTypes/e | stereografisk
mediaTypes/g | projiceret
mediaTypes/h | mikroform
mediaTypes/n | umedieret
mediaTypes/p | mikroskopisk
mediaTypes/s | audio
mediaTypes/v | video
mfont/lp | stor skrift
mgeneration/discmaster | disc master
mgeneration/firstgen | førstegeneration
mgeneration/master | master
mgeneration/mixedgen | blandet generation
mgeneration/mother | matrice
mgeneration/original | original
mgeneration/printmaster | trykmaster
mgeneration/servcopy | servicekopi
mgeneration/stamper | patrice
mgeneration/tapedupe | båndkopieringsmaster
mgeneration/testpress | prøvepresning
mgeneration/viewcopy | fremvisningskopi
mgroove/coarse | grov rille
mgroove/micro | mikrorille
millus/coa | våbenskjold
millus/fac | faksimile
millus/for | formular
millus/gnt | stamtræ/stamtavle
millus/ill | illustration
millus/ilm | illumination
millus/map | kort
millus/pht | foto
millus/pln | grundplan
millus/por | portræt
millus/sam | prøve
mmaterial/ace | acetat
mmaterial/alu | aluminium
mmaterial/brb | elfenbenskarton
mmaterial/can | lærred
mmaterial/crd | karton
mmaterial/dia | diazoemulsion
mmaterial/fer | magnetiske partikler
mmaterial/gls | glas
mmaterial/hdb | hardboard
mmaterial/lac | lak
mmaterial/lea | læder
mmaterial/mtl | metal
mmaterial/nit | nitrat
mmaterial/pap | papir
mmaterial/par | pergament
mmaterial/pla | plastic
mmaterial/plt | gips
mmaterial/pol | plolyester
mmaterial/por | porcelæn
mmaterial/saf | sikkerhedsbase
mmaterial/she | shellak
mmaterial/ski | skind
mmaterial/slh | sølvhalogenid emulsion
mmaterial/sto | sten
mmaterial/syn | syntetisk
mmaterial/tex | tekstil
mmaterial/tri | triacetat
mmaterial/vel | vellum
mmaterial/ves | vesikluløs emulsion
mmaterial/vny | vinyl
mmaterial/wax | voks
mmaterial/wod | træ
mmusicformat/chscore | korpartitur
mmusicformat/conscore | reduceret partitur
mmusicformat/pianoscore | klaverpartitur
mmusicformat/score | partitur
mmusicformat/studyscore | studiepartitur
mmusicformat/vocalscore | klaverpartitur
mplayback/mon | mono
mplayback/mul | surround
mplayback/ste | stereo
mpolarity/neg | negativ
mpolarity/pos | positiv
mpresformat/3d | 3D
mpresformat/silent | standard for projektoråbning for stumfilm
mpresformat/sound | standard for projektoråbning for fil med lydspor
mproduction/blueline | bluelineproces
mproduction/photocopy | fotokopiering
mrecmedium/mag | magnetisk
mrecmedium/magopt | magneto-optisk
mrecmedium/opt | optisk
mrectype/digital | digital
mreductionratio/high | stærk reduktion
mreductionratio/low | svag reduktion
mreductionratio/normal | normal reduktion
mreductionratio/ultrahigh | ultrastærk reduktion
mreductionratio/veryhigh | meget stærk reduktion
msoundcontent/silent | stum
msoundcontent/sound | lyd
mspecplayback/ccir | CCIR kodet
mspecplayback/cx | CX kodet
mspecplayback/dbx | dbx kodet
mspecplayback/dolbya | Dolby-A kodet
mspecplayback/dolbyb | Dolby-B enkodet
mspecplayback/dolbyc | Dolby-C kodet
mspecplayback/nab | NAB standard
mtactile/brail | punktskrift
mvidformat/8mm | 8 mm
mvidformat/betacam | Betacam
mvidformat/betamax | Betamax
mvidformat/betasp | Betacam SP
mvidformat/ced | CED
mvidformat/d2 | D-2
mvidformat/eiaj | EIAJ
mvidformat/hi8mm | Hi-8 mm
mvidformat/laser | Laser optical
mvidformat/mii | M-II
mvidformat/quad | Quadruplex
mvidformat/svhs | Super-VHS
mvidformat/typec | Type C
mvidformat/vhs | VHS
"""
