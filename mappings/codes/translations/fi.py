"""Terms of RDA, in Finnish."""

from __future__ import annotations

from typing import Final

RDA: Final = """
carriers/ca | tietonauhan silmukkakasetti
carriers/cb | piirikotelo
carriers/cd | tietolevy
carriers/ce | tietolevykotelo
carriers/cf | tietokasetti
carriers/ch | tietonauhakela
carriers/ck | muistikortti
carriers/cr | verkkoaineisto
carriers/eh | stereografinen kortti
carriers/es | stereografinen levy
carriers/gc | rainakasetti
carriers/gd | filmiliuska
carriers/gf | raina
carriers/gs | dia
carriers/gt | piirtoheitinkalvo
carriers/ha | ikkunakortti
carriers/hb | mikrofilmisilmukkakasetti
carriers/hc | mikrofilmikasetti
carriers/hd | mikrofilmikela
carriers/he | mikrokortti
carriers/hf | mikrokorttikasetti
carriers/hg | mikrokortti (läpinäkymätön)
carriers/hh | mikrofilmiliuska
carriers/hj | mikrofilmirulla
carriers/mc | filmisilmukkakasetti
carriers/mf | filmikasetti
carriers/mo | filmirulla
carriers/mr | filmikela
carriers/na | rulla
carriers/nb | arkki
carriers/nc | nide
carriers/nn | lehtiötaulu
carriers/no | kortti
carriers/nr | objekti
carriers/pp | preparaattilasi
carriers/sb | äänihihna
carriers/sd | äänilevy
carriers/se | äänisylinteri
carriers/sg | äänisilmukkakasetti
carriers/si | ääniraitakela
carriers/sq | äänirulla
carriers/ss | äänikasetti
carriers/st | äänikela
carriers/sw | äänilankakela
carriers/vc | videosilmukkakasetti
carriers/vd | videolevy
carriers/vf | videokasetti
carriers/vr | videokela
contentTypes/cod | digitaalinen data
contentTypes/cop | tietokoneohjelma
contentTypes/crd | kartografinen data
contentTypes/crf | kartografinen kolmiulotteinen muoto
contentTypes/cri | kartografinen kuva
contentTypes/crm | kartografinen liikkuva kuva
contentTypes/crn | kartografinen taktiili kolmiulotteinen muoto
contentTypes/crt | kartografinen taktiili kuva
contentTypes/ntm | nuottikirjoitus
contentTypes/ntv | liikenotaatio
contentTypes/prm | esitetty musiikki
contentTypes/snd | ääni
contentTypes/spw | puhe
contentTypes/sti | stillkuva
contentTypes/tcf | taktiili kolmiulotteinen muoto
contentTypes/tci | taktiili kuva
contentTypes/tcm | taktiili nuottikirjoitus
contentTypes/tcn | taktiili liikenotaatio
contentTypes/tct | taktiili teksti
contentTypes/tdf | kolmiulotteinen muoto
contentTypes/tdi | kaksiulotteinen liikkuva kuva
contentTypes/tdm | kolmiulotteinen liikkuva kuva
contentTypes/txt | teksti
frequencies/ann | vuosittain
frequencies/bin | kerran kahdessa vuodessa
frequencies/bmn | kerran kahdessa kuukaudessa
frequencies/bwk | joka toinen viikko
frequencies/dyl | päivittäin
frequencies/irr | epäsäännöllinen
frequencies/mon | kuukausittain
frequencies/qrt | neljä kertaa vuodessa
frequencies/san | kaksi kertaa vuodessa
frequencies/smn | kaksi kertaa kuukaudessa
frequencies/swk | kaksi kertaa viikossa
frequencies/ten | kerran kolmessa vuodessa
frequencies/ttm | kolme kertaa kuukaudessa
frequencies/ttw | kolme kertaa viikossa
frequencies/tty | kolme kertaa vuodessa
frequencies/wkl | viikoittain
issuance/mono | yhtenä yksikkönä ilmestyvä aineisto
mediaTypes/c | tietokonekäyttöinen
mediaTypes/e | stereografinen
mediaTypes/g | heijastettava
mediaTypes/h | mikromuoto
mediaTypes/n | käytettävissä ilman laitetta
mediaTypes/p | mikroskooppinen
mediaTypes/s | audio
mediaTypes/v | video
mfont/lp | isotekstinen
mgeneration/discmaster | originaalilevy
mgeneration/firstgen | ensimmäinen sukupolvi
mgeneration/master | masterkopio
mgeneration/mixedgen | sukupolvien yhdistelmä
mgeneration/mother | äitiö
mgeneration/original | originaali
mgeneration/printmaster | painomaster
mgeneration/servcopy | käyttökopio
mgeneration/stamper | isiö
mgeneration/tapedupe | kopiomasternauha
mgeneration/testpress | koepainos
mgeneration/viewcopy | katselukopio
mgroove/coarse | leveä ura
mgroove/micro | mikroura
millus/coa | vaakuna
millus/fac | faksimile
millus/for | lomake
millus/gnt | sukutaulu
millus/ill | kuva
millus/ilm | illuminointi
millus/map | kartta
millus/pht | valokuva
millus/pln | suunnitelma
millus/por | muotokuva
millus/sam | otos
mmaterial/ace | asetaatti
mmaterial/alu | alumiini
mmaterial/brb | Bristol-paperi
mmaterial/can | kangas
mmaterial/crd | pahvi
mmaterial/dia | diatso
mmaterial/fer | magneettijauhe
mmaterial/gls | lasi
mmaterial/hdb | kovalevy
mmaterial/lac | lakka
mmaterial/lea | nahka
mmaterial/mtl | metalli
mmaterial/nit | nitraatti
mmaterial/pap | paperi
mmaterial/par | pergamentti
mmaterial/pla | muovi
mmaterial/plt | kipsi
mmaterial/pol | polyesteri
mmaterial/por | posliini
mmaterial/saf | varmuusfilmi
mmaterial/she | sellakka
mmaterial/ski | vuota
mmaterial/slh | hopeahalidi
mmaterial/sto | kivi
mmaterial/syn | synteettinen
mmaterial/tex | tekstiili
mmaterial/tri | triasetaatti
mmaterial/vel | veliini
mmaterial/ves | vesikulaari
mmaterial/vny | vinyyli
mmaterial/wax | vaha
mmaterial/wod | puu
mmusicformat/chscore | kuoropartituuri
mmusicformat/conscore | partituurin tiivistelmä
mmusicformat/pianoscore | pianopartituuri
mmusicformat/score | partituuri
mmusicformat/studyscore | pienoispartituuri
mmusicformat/vocalscore | vokaalipartituuri
mplayback/mon | mono
mplayback/mul | surround
mplayback/ste | stereo
mpolarity/neg | negatiivi
mpolarity/pos | positiivi
mpresformat/3d | 3D
mpresformat/silent | mykkäfilmin standardikuvakoko
mpresformat/sound | äänifilmin standardikuvakoko
mproduction/blueline | blueline-menetelmä
mproduction/photocopy | valokopio
mrecmedium/mag | magneettinen
mrecmedium/magopt | magneto-optinen
mrecmedium/opt | optinen
mrectype/digital | digitaalinen
mreductionratio/high | kohtalainen pienennys
mreductionratio/low | vähäinen pienennys
mreductionratio/normal | normaali pienennys
mreductionratio/ultrahigh | hyvin voimakas pienennys
mreductionratio/veryhigh | voimakas pienennys
msoundcontent/silent | äänetön
msoundcontent/sound | ääni
mspecplayback/ccir | CCIR-standardi
mspecplayback/cx | CX
mspecplayback/dbx | dbx
mspecplayback/dolbya | Dolby A
mspecplayback/dolbyb | Dolby B
mspecplayback/dolbyc | Dolby C
mspecplayback/nab | NAB-standardi
mtactile/brail | pistekirjoitus (6-pisteinen)
mvidformat/8mm | 8 mm
mvidformat/betacam | Betacam
mvidformat/betamax | Betamax
mvidformat/betasp | Betacam SP
mvidformat/ced | CED
mvidformat/d2 | D-2
mvidformat/eiaj | EIAJ
mvidformat/hi8mm | Hi-8 mm
mvidformat/laser | optinen levy
mvidformat/mii | M-II
mvidformat/quad | Quadruplex
mvidformat/svhs | Super-VHS
mvidformat/typec | C-tyyppi
mvidformat/vhs | VHS
"""
