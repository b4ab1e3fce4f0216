"""Terms of RDA, in Estonian."""

from __future__ import annotations

from typing import Final

RDA: Final = """
carriers/ca | arvutilindikassett
carriers/cb | kiibikapsel
carriers/cd | arvutiketas
carriers/ce | arvutikettakassett
carriers/cf | arvutilindikassett
carriers/ch | arvutilindirull
carriers/ck | mälukaart
carriers/cr | võrguressurss
carriers/eh | stereokaart
carriers/es | stereoketas
carriers/gc | diafilmikassett
carriers/gd | filmiriba
carriers/gf | diafilm
carriers/gs | diapositiiv
carriers/gt | lüümik
carriers/ha | apertuurkaart
carriers/hb | mikrofilmikassett
carriers/hc | mikrofilmikassett
carriers/hd | mikrofilmirull
carriers/he | mikrokaart
carriers/hf | mikrokaardikassett
carriers/hg | epimikrokaart
carriers/hh | mikrofilmiriba
carriers/hj | mikrofilmirull
carriers/mc | filmikassett
carriers/mf | filmikassett
carriers/mo | filmirull
carriers/mr | filmirull
carriers/na | rull
carriers/nb | leht
carriers/nc | köide
carriers/nn | pabertahvel
carriers/no | kaart
carriers/nr | ese
carriers/pp | preparaadiklaas
carriers/sb | helirihm
carriers/sd | heliplaat
carriers/se | helisilinder
carriers/sg | helikassett
carriers/si | filmihelirull
carriers/sq | helirull
carriers/ss | helikassett
carriers/st | helilindirull
carriers/sw | helitraadirull
carriers/vc | videokassett
carriers/vd | videoplaat
carriers/vf | videokassett
carriers/vr | videolindirull
contentTypes/cod | digitaalne andmekogum
contentTypes/cop | arvutiprogramm
contentTypes/crd | kartograafiline andmekogum
contentTypes/crf | kartograafiline kolmemõõtmeline vorm
contentTypes/cri | kartograafiline pilt
contentTypes/crm | kartograafiline liikuv pilt
contentTypes/crn | kartograafiline taktiilne kolmemõõtmeline vorm
contentTypes/crt | kartograafiline taktiilne pilt
contentTypes/ntm | noteeritud muusika
contentTypes/ntv | noteeritud liikumine
contentTypes/prm | esitatud muusika
contentTypes/snd | heli
contentTypes/spw | kõne
contentTypes/sti | liikumatu pilt
contentTypes/tcf | taktiilne kolmemõõtmeline vorm
contentTypes/tci | taktiilne pilt
contentTypes/tcm | taktiilne noteeritud muusika
contentTypes/tcn | taktiilne noteeritud liikumine
contentTypes/tct | taktiilne tekst
contentTypes/tdf | kolmemõõtmeline vorm
contentTypes/tdi | kahemõõtmeline liikuv pilt
contentTypes/tdm | kolmemõõtmeline liikuv pilt
contentTypes/txt | tekst
frequencies/ann | üks kord aastas
frequencies/bin | üks kord kahe aasta jooksul
frequencies/bmn | üks kord kahe kuu jooksul
frequencies/bwk | üks kord kahe nädala jooksul
frequencies/dyl | iga päev
frequencies/irr | ebaregulaarne
frequencies/mon | üks kord kuus
frequencies/qrt | üks kord kvartalis
frequencies/san | kaks korda aastas
frequencies/smn | kaks korda kuus
frequencies/swk | kaks korda nädalas
frequencies/ten | üks kord kolme aasta jooksul
frequencies/ttm | kolm korda kuus
frequencies/ttw | kolm korda nädalas
frequencies/tty | kolm korda aastas
frequencies/wkl | üks kord nädalas
issuance/mono | üks üksus
mediaTypes/c | arvutimeedium
mediaTypes/e | stereograafiline
mediaTypes/g | projitseeritav
mediaTypes/h | mikrovorm
mediaTypes/n | kasutatav seadmeta
mediaTypes/p | mikroskoopiline
mediaTypes/s | audio
mediaTypes/v | video
mfont/lp | suur kiri
mgeneration/discmaster | masterplaat
mgeneration/firstgen | esimese põlvkonna master
mgeneration/master | masterkoopia
mgeneration/mixedgen | segapõlvkond
mgeneration/mother | ema
mgeneration/original | originaal
mgeneration/printmaster | kopeerimismaster
mgeneration/servcopy | kasutuskoopia
mgeneration/stamper | matriits
mgeneration/tapedupe | paljundamise masterlint
mgeneration/testpress | katsepartii
mgeneration/viewcopy | vaatekoopia
mgroove/coarse | lai vagu
mgroove/micro | mikrovagu
millus/coa | vapp
millus/fac | faksiimile
millus/for | vorm
millus/gnt | genealoogiline tabel
millus/ill | illustratsioon
millus/ilm | illuminatsioon
millus/map | kaart
millus/pht | foto
millus/pln | plaan
millus/por | portree
millus/sam | näidis
mmaterial/ace | atsetaat
mmaterial/alu | alumiinium
mmaterial/brb | bristolpaber
mmaterial/can | lõuend
mmaterial/crd | kartong
mmaterial/dia | diasoemulsioon
mmaterial/fer | magnetpuru
mmaterial/gls | klaas
mmaterial/hdb | kõvaplaat
mmaterial/lac | lakk
mmaterial/lea | parknahk
mmaterial/mtl | metall
mmaterial/nit | nitrotselluloos
mmaterial/pap | paber
mmaterial/par | pärgament
mmaterial/pla | plast
mmaterial/plt | kips
mmaterial/pol | polüester
mmaterial/por | portselan
mmaterial/saf | mittepõlev põhimik
mmaterial/she | šellak
mmaterial/ski | nahk
mmaterial/slh | hõbehaliidemulsioon
mmaterial/sto | kivi
mmaterial/syn | sünteetika
mmaterial/tex | tekstiil
mmaterial/tri | triatsetaat
mmaterial/vel | velään
mmaterial/ves | vesikulaaremulsioon
mmaterial/vny | vinüül
mmaterial/wax | vaha
mmaterial/wod | puit
mmusicformat/chscore | kooripartituur
mmusicformat/conscore | partitsell
mmusicformat/pianoscore | klaviir
mmusicformat/score | partituur
mmusicformat/studyscore | õppepartituur
mmusicformat/vocalscore | vokaalpartituur
mplayback/mon | mono
mplayback/mul | surround
mplayback/ste | stereo
mpolarity/neg | negatiiv
mpolarity/pos | positiiv
mpresformat/3d | 3D
mpresformat/silent | standardne tummfilmiformaat
mpresformat/sound | standardne helifilmiformaat
mproduction/blueline | diasotüüpia
mproduction/photocopy | valguskopeerimine
mrecmedium/mag | magnetiline
mrecmedium/magopt | magnetoptiline
mrecmedium/opt | optiline
mrectype/digital | digitaalne
mreductionratio/high | tugev vähendus
mreductionratio/low | nõrk vähendus
mreductionratio/normal | tavaline vähendus
mreductionratio/ultrahigh | ülitugev vähendus
mreductionratio/veryhigh | väga tugev vähendus
msoundcontent/silent | helitu
msoundcontent/sound | heli
mspecplayback/ccir | CCIR standard
mspecplayback/cx | CX
mspecplayback/dbx | dbx
mspecplayback/dolbya | Dolby-A
mspecplayback/dolbyb | Dolby-B
mspecplayback/dolbyc | Dolby-C
mspecplayback/nab | NAB standard
mtactile/brail | punktkiri
mvidformat/8mm | 8 mm
mvidformat/betacam | Betacam
mvidformat/betamax | Betamax
mvidformat/betasp | Betacam SP
mvidformat/ced | CED
mvidformat/d2 | D-2
mvidformat/eiaj | EIAJ
mvidformat/hi8mm | Hi-8 mm
mvidformat/laser | laseroptiline
mvidformat/mii | M-II
mvidformat/quad | Quadruplex
mvidformat/svhs | Super-VHS
mvidformat/typec | Type C
mvidformat/vhs | VHS
"""
