"""Terms of RDA, in Dutch."""

from __future__ import annotations

from typing import Final

RDA: Final = """
carriers/ca | computertapecartridge
carriers/cb | computerchipcartridge
carriers/cd | computerdisc
carriers/ce | computerdisccartridge
carriers/cf | computertapecassette
carriers/ch | computertapespoel
carriers/ck | computerkaart
carriers/cr | online bron
carriers/eh | stereografische kaart
carriers/es | stereografische disc
carriers/gc | filmstripcartridge
carriers/gd | filmstrook
carriers/gf | filmstrip
carriers/gs | dia
carriers/gt | overheadsheet
carriers/ha | aperturekaart
carriers/hb | microfilmcartridge
carriers/hc | microfilmcassette
carriers/hd | microfilmspoel
carriers/he | microfiche
carriers/hf | microfilmcassette
carriers/hg | micro-opaak
carriers/hh | microfilmstrook
carriers/hj | microfilmrol
carriers/mc | filmcartridge
carriers/mf | filmcassette
carriers/mo | filmrol
carriers/mr | filmspoel
carriers/na | rol
carriers/nb | vel
carriers/nc | band
carriers/nn | flipchart
carriers/no | kaart
carriers/nr | object
carriers/pp | microscoopdia
carriers/sb | audioriem
carriers/sd | audiodisc
carriers/se | audiocilinder
carriers/sg | audiocartridge
carriers/si | soundtrackspoel
carriers/sq | audiorol
carriers/ss | audiocassette
carriers/st | audiotapespoel
carriers/sw | audiodraadspoel
carriers/vc | videocartridge
carriers/vd | videodisc
carriers/vf | videocassette
carriers/vr | videotapespoel
contentTypes/cod | computerdataset
contentTypes/cop | computerprogramma
contentTypes/crd | cartografische dataset
contentTypes/crf | cartografische driedimensionale vorm
contentTypes/cri | cartografisch beeld
contentTypes/crm | cartografisch bewegend beeld
contentTypes/crn | cartografische tactiele driedimensionale vorm
contentTypes/crt | cartografisch tactiel beeld
contentTypes/ntm | muzieknotatie
contentTypes/ntv | bewegingsnotatie
contentTypes/prm | uitgevoerde muziek
contentTypes/snd | geluiden
contentTypes/spw | gesproken woord
contentTypes/sti | niet-bewegend beeld
contentTypes/tcf | tactiele driedimensionale vorm
contentTypes/tci | tactiel beeld
contentTypes/tcm | tactiele muzieknotatie
contentTypes/tcn | tactiele beschreven beweging
contentTypes/tct | tactiele tekst
contentTypes/tdf | driedimensionale vorm
contentTypes/tdi | tweedimensionaal bewegend beeld
contentTypes/tdm | driedimensionaal bewegend beeld
contentTypes/txt | tekst
frequencies/ann | jaarlijks
frequencies/bin | eens per twee jaar
frequencies/bmn | eens per twee maanden
frequencies/bwk | eens per twee weken
frequencies/dyl | dagelijks
frequencies/irr | onregelmatig
frequencies/mon | maandelijks
frequencies/qrt | eens per kwartaal
frequencies/san | twee keer per jaar
frequencies/smn | twee keer per maand
frequencies/swk | twee keer per week
frequencies/ten | eens per drie jaar
frequencies/ttm | drie keer per maand
frequencies/ttw | drie keer per week
frequencies/tty | drie keer per jaar
frequencies/wkl | wekelijks
issuance/mono | enkele eenheid
mediaTypes/c | computer
mediaTypes/e | stereografisch
mediaTypes/g | geprojecteerd
mediaTypes/h | microvorm
mediaTypes/n | zonder medium
mediaTypes/p | microscopisch
mediaTypes/s | audio
mediaTypes/v | video
mfont/lp | met grote letters gedrukt
mgeneration/discmaster | masterdisk
mgeneration/firstgen | eerste generatie
mgeneration/master | master
mgeneration/mixedgen | gemengde generatie
mgeneration/mother | matrijs
mgeneration/original | origineel
mgeneration/printmaster | master
mgeneration/servcopy | gebruikerskopie
mgeneration/stamper | stamper
mgeneration/tapedupe | duplicaatcassette
mgeneration/testpress | testpersing
mgeneration/viewcopy | viewing copy
mgroove/coarse | grove groef
mgroove/micro | fijne groef
millus/coa | wapen
millus/fac | facsimile
millus/for | formulier
millus/gnt | kwartierstaat
millus/ill | illustratie
millus/ilm | verluchting
millus/map | kaart
millus/pht | foto
millus/pln | plattegrond
millus/por | portret
millus/sam | monster
mmaterial/ace | acetaat
mmaterial/alu | aluminium
mmaterial/brb | bristolkarton
mmaterial/can | canvas
mmaterial/crd | bordkarton
mmaterial/dia | diazo-emulsie
mmaterial/fer | magnetische deeltjes
mmaterial/gls | glas
mmaterial/hdb | hardboard
mmaterial/lac | lak
mmaterial/lea | leer
mmaterial/mtl | metaal
mmaterial/nit | nitraat
mmaterial/pap | papier
mmaterial/par | perkament
mmaterial/pla | plastic
mmaterial/plt | pleister
mmaterial/pol | polyester
mmaterial/por | porselein
mmaterial/saf | veilige basis
mmaterial/she | schellak
mmaterial/ski | huid
mmaterial/slh | zilverhalide emulsie
mmaterial/sto | steen
mmaterial/syn | kunstvezel
mmaterial/tex | textiel
mmaterial/tri | triacetaat
mmaterial/vel | vellum
mmaterial/ves | vesiculaaremulsie
mmaterial/vny | vinyl
mmaterial/wax | was
mmaterial/wod | hout
mmusicformat/chscore | koorpartituur
mmusicformat/conscore | particel
mmusicformat/pianoscore | piano-uittreksel zonder zangpartij
mmusicformat/score | partituur
mmusicformat/studyscore | studiepartituur
mmusicformat/vocalscore | piano-uittreksel met zangpartij
mplayback/mon | mono
mplayback/mul | surround
mplayback/ste | stereo
mpolarity/neg | negatief
mpolarity/pos | positief
mpresformat/3d | 3D
mpresformat/silent | standaard diafragma silent films
mpresformat/sound | standaard diafragma geluidsfilms
mproduction/blueline | drukproef in blauw
mproduction/photocopy | fotokopie
mrecmedium/mag | magnetisch
mrecmedium/magopt | magneto-optisch
mrecmedium/opt | optisch
mrectype/digital | digitaal
mreductionratio/high | sterk verkleind
mreductionratio/low | matig verkleind
mreductionratio/normal | normaal verkleind
mreductionratio/ultrahigh | uiterst sterk verkleind
mreductionratio/veryhigh | zeer sterk verkleind
msoundcontent/silent | silent
msoundcontent/sound | geluid
mspecplayback/ccir | CCIR-gecodeerd
mspecplayback/cx | CX-gecodeerd
mspecplayback/dbx | dbx-gecodeerd
mspecplayback/dolbya | Dolby A-gecodeerd
mspecplayback/dolbyb | Dolby B-gecodeerd
mspecplayback/dolbyc | Dolby C-gecodeerd
mspecplayback/nab | NAB-standaard
mtactile/brail | brailleschrift
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
