"""Terms of RDA, in Hungarian."""

from __future__ import annotations

from typing import Final

RDA: Final = """
carriers/ca | számítógépes szalagkartridzs
carriers/cb | számítógépes chip kartridzs
carriers/cd | cserélhető lemez
carriers/ce | cserélhető lemezes kartridzs
carriers/cf | számítógépes szalagkazetta
carriers/ch | mágnesszalag-orsó
carriers/ck | számítógépes kártya
carriers/cr | online forrás
carriers/eh | sztereografikus kártya
carriers/es | sztereografikus lemez
carriers/gc | diafilmkartridzs
carriers/gd | filmcsík
carriers/gf | diafilm
carriers/gs | dia
carriers/gt | írásvetítő fólia
carriers/ha | ablakos kártya
carriers/hb | mikrofilm kartridzs
carriers/hc | mikrofilmkazetta
carriers/hd | mikrofilmszalag
carriers/he | mikrofilmlap
carriers/hf | mikrofilmlap-kazetta
carriers/hg | mikroopaque
carriers/hh | mikrofilmcsík
carriers/hj | mikrofilmtekercs
carriers/mc | film kartridzs
carriers/mf | filmkazetta
carriers/mo | filmtekercs
carriers/mr | filmtekercs
carriers/na | tekercs
carriers/nb | lap
carriers/nc | kötet
carriers/nn | flipchart
carriers/no | kártya
carriers/nr | objektum
carriers/pp | mikroszkóp tárgylemez
carriers/sb | audio öv
carriers/sd | hanglemez
carriers/se | hanghenger
carriers/sg | hang kartridzs
carriers/si | hangsávtekercs
carriers/sq | papírtekercs
carriers/ss | hangkazetta
carriers/st | hangszalag-orsó
carriers/sw | hanghuzalorsó
carriers/vc | video kartridzs
carriers/vd | videolemez
carriers/vf | videokazetta
carriers/vr | videoszalag-orsó
contentTypes/cod | számítógépes adathalmaz
contentTypes/cop | számítógépes program
contentTypes/crd | kartográfiai adathalmaz
contentTypes/crf | háromdimenziós kartográfiai forma
contentTypes/cri | kartográfiai kép
contentTypes/crm | kartográfiai mozgókép
contentTypes/crn | háromdimenziós tapintható kartográfiai forma
contentTypes/crt | tapintható térkép
contentTypes/ntm | zenei lejegyzés
contentTypes/ntv | mozgásírás
contentTypes/prm | előadott zene
contentTypes/snd | hangok
contentTypes/spw | beszéd
contentTypes/sti | állókép
contentTypes/tcf | tapintható háromdimenziós forma
contentTypes/tci | tapintható kép
contentTypes/tcm | tapintható zenei lejegyzés
contentTypes/tcn | tapintható mozgásírás
contentTypes/tct | tapintható szöveg
contentTypes/tdf | háromdimenziós forma
contentTypes/tdi | kétdimenziós mozgókép
contentTypes/tdm | háromdimenziós mozgókép
contentTypes/txt | szöveg
frequencies/ann | éveként
frequencies/bin | kétévenként
frequencies/bmn | kéthavonként
frequencies/bwk | kéthetenként
frequencies/dyl | naponként
frequencies/irr | rendszertelen
frequencies/mon | havonként
frequencies/qrt | negyedévenként
frequencies/san | félévenként
frequencies/smn | havonként kétszer
frequencies/swk | hetenként kétszer
frequencies/ten | háromévenként
frequencies/ttm | havonként háromszor
frequencies/ttw | hetenként háromszor
frequencies/tty | évenként háromszor
frequencies/wkl | hetenként
issuance/mono | egyetlen egység
mediaTypes/c | számítógépes
mediaTypes/e | sztereografikus
mediaTypes/g | kivetíthető
mediaTypes/h | mikroforma
mediaTypes/n | közvetítő eszköz nélküli
mediaTypes/p | mikroszkópikus
mediaTypes/s | audio
mediaTypes/v | video
mfont/lp | nagybetűs nyomtatás
mgeneration/discmaster | apalemez
mgeneration/firstgen | első generáció
mgeneration/master | első eredeti példány
mgeneration/mixedgen | többszörözés
mgeneration/mother | anya
mgeneration/original | eredeti
mgeneration/printmaster | nyomtatási mester
mgeneration/servcopy | szolgáltatási példány
mgeneration/stamper | matrica (fiúlemez)
mgeneration/tapedupe | szalagsokszorosító mester
mgeneration/testpress | tesztpréselés
mgeneration/viewcopy | megtekintési kópia
mgroove/coarse | durva barázda
mgroove/micro | mikrobarázda
millus/coa | címer
millus/fac | hasonmás
millus/for | űrlap
millus/gnt | családfa
millus/ill | illusztráció
millus/ilm | illumináció
millus/map | térkép
millus/pht | fénykép
millus/pln | tervrajz
millus/por | arckép
millus/sam | minta
mmaterial/ace | acetát (ecetsav)
mmaterial/alu | aluminium
mmaterial/brb | finom fehér kartonpapír
mmaterial/can | vászon
mmaterial/crd | karton
mmaterial/dia | diazo fotóemulzió
mmaterial/fer | mágneses részecskék
mmaterial/gls | üveg
mmaterial/hdb | farostlemez
mmaterial/lac | lakk
mmaterial/lea | bőr
mmaterial/mtl | fém
mmaterial/nit | nitrát
mmaterial/pap | papír
mmaterial/par | pergamen
mmaterial/pla | műanyag
mmaterial/plt | gipsz
mmaterial/pol | poliészter
mmaterial/por | porcelán
mmaterial/saf | biztonsági alapozó
mmaterial/she | sellak
mmaterial/ski | bőr
mmaterial/slh | ezüst-haolgenid emulzió
mmaterial/sto | kő
mmaterial/syn | szintetikus
mmaterial/tex | textil
mmaterial/tri | triacetát
mmaterial/vel | borjúbőr pergamen
mmaterial/ves | vezikuláris emulzió
mmaterial/vny | vinil
mmaterial/wax | viasz
mmaterial/wod | fa
mmusicformat/chscore | karpartitúra
mmusicformat/conscore | sűrített partitúra
mmusicformat/pianoscore | zongorakivonatos partitúra
mmusicformat/score | partitúra
mmusicformat/studyscore | kispartitúra
mmusicformat/vocalscore | kóruspartitúra
mplayback/mon | monó
mplayback/mul | surround
mplayback/ste | sztereó
mpolarity/neg | negatív
mpolarity/pos | pozitív
mpresformat/3d | 3D
mpresformat/silent | standard némafilm apertúra
mpresformat/sound | standard hangosfilm apertúra
mproduction/blueline | diazotípia
mproduction/photocopy | fénymásolás
mrecmedium/mag | mágneses
mrecmedium/magopt | magneto-optikai
mrecmedium/opt | optikai
mrectype/digital | digitális
mreductionratio/high | erős kicsinyítés
mreductionratio/low | kis kicsinyítés
mreductionratio/normal | normál kicsinyítés
mreductionratio/ultrahigh | ultraerős kicsinyítés
mreductionratio/veryhigh | nagyon erős kicsinyítés
msoundcontent/silent | néma
msoundcontent/sound | hangos
mspecplayback/ccir | CCIR szabvány
mspecplayback/cx | CX kódolt
mspecplayback/dbx | dbx kódolt
mspecplayback/dolbya | Dolby-A kódolt
mspecplayback/dolbyb | Dolby-B kódolt
mspecplayback/dolbyc | Dolby-C kódolt
mspecplayback/nab | NAB szabvány
mtactile/brail | Braille kód
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
