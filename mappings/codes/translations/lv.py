"""Terms of RDA, in Latvian."""

from __future__ import annotations

from typing import Final

RDA: Final = """
carriers/ca | lentes kasetne datoram
carriers/cb | mikroshēmas kasetne
carriers/cd | disks
carriers/ce | diska kasetne
carriers/cf | lentes kasete datoram
carriers/ch | lentes spole datoram
carriers/ck | atmiņas karte
carriers/cr | tiešsaistes resurss
carriers/eh | stereogrāfa karte
carriers/es | stereogrāfa disks
carriers/gc | diafilmas kasetne
carriers/gd | filmas strēmele
carriers/gf | diafilma
carriers/gs | diapozitīvs
carriers/gt | diafānija
carriers/ha | apertūras karte
carriers/hb | mikrofilmas kasetne
carriers/hc | mikrofilmas kasete
carriers/hd | mikofilmas spole
carriers/he | mikrofiša
carriers/hf | mikrofišas kasete
carriers/hg | gaismas necaurlaidīga mikroloksne
carriers/hh | mikrofilmas strēmele
carriers/hj | mikrofilmas rullis
carriers/mc | filmas kasetne
carriers/mf | filmas kasete
carriers/mo | filmas rullis
carriers/mr | filmas spole
carriers/na | rullis
carriers/nb | loksne
carriers/nc | sējums
carriers/nn | papīra tāfele
carriers/no | kartīte
carriers/nr | objekts
carriers/pp | mikroskopa priekšmetstikliņš
carriers/sb | audio lentes cilpa
carriers/sd | skaņuplate, audio kompaktdisks
carriers/se | audio cilindrs
carriers/sg | audio kasetne
carriers/si | skaņu celiņa spole
carriers/sq | audio perforullis
carriers/ss | audiokasete
carriers/st | audiolentes spole
carriers/sw | audio stieples spole
carriers/vc | video kasetne
carriers/vd | videodisks
carriers/vf | videokasete
carriers/vr | videolentes spole
contentTypes/cod | datu kopa
contentTypes/cop | datorprogramma
contentTypes/crd | kartogrāfisku datu kopa
contentTypes/crf | kartogrāfiska trīsdimensiju forma
contentTypes/cri | kartogrāfisks attēls
contentTypes/crm | kustīgs kartogrāfisks attēls
contentTypes/crn | taktila kartogrāfiska trīsdimensiju forma
contentTypes/crt | taktils kartogrāfisks attēls
contentTypes/ntm | notācija
contentTypes/ntv | kustības pieraksts
contentTypes/prm | mūzikas izpildījums
contentTypes/snd | skaņas
contentTypes/spw | mutvārdi
contentTypes/sti | attēls
contentTypes/tcf | taktila trīsdimensiju forma
contentTypes/tci | taktils attēls
contentTypes/tcm | taktilā notācija
contentTypes/tcn | taktils kustības pieraksts
contentTypes/tct | taktils teksts
contentTypes/tdf | trīsdimensiju forma
contentTypes/tdi | divdimensiju kustīgs attēls
contentTypes/tdm | trīsdimensiju kustīgs attēls
contentTypes/txt | teksts
frequencies/ann | reizi gadā
frequencies/bin | reizi divos gados
frequencies/bmn | reizi divos mēnešos
frequencies/bwk | reizi divās nedēļas
frequencies/dyl | katru dienu
frequencies/irr | neregulārs
frequencies/mon | reizi mēnesī
frequencies/qrt | četras reizes gadā
frequencies/san | divreiz gadā
frequencies/smn | divreiz mēnesī
frequencies/swk | divreiz nedēļā
frequencies/ten | reizi trijos gados
frequencies/ttm | trīs reizes mēnesī
frequencies/ttw | trīs reizes nedēļā
frequencies/tty | trīs reizes gadā
frequencies/wkl | reizi nedēļā
issuance/mono | viendaļīga vienība
mediaTypes/c | dators
mediaTypes/e | stereogrāfiska iekārta
mediaTypes/g | projicēšanas iekārta
mediaTypes/h | mikroformas lasītājs
mediaTypes/n | tiešuztvere
mediaTypes/p | mikroskops
mediaTypes/s | audioiekārta
mediaTypes/v | videoiekārta
mfont/lp | palielināts iespiedums
mgeneration/discmaster | plates pirmatnis
mgeneration/firstgen | pirmā paaudze
mgeneration/master | pirmatnis
mgeneration/mixedgen | jaukta paaudze
mgeneration/mother | matrica
mgeneration/original | oriģināls
mgeneration/printmaster | iespiešanas pirmatnis
mgeneration/servcopy | lietojumkopija
mgeneration/stamper | štance
mgeneration/tapedupe | audiolentes pavairošanas pirmatnis
mgeneration/testpress | producēšanas prototips
mgeneration/viewcopy | apskates kopija
mgroove/coarse | plata rieva
mgroove/micro | mikrorieva
millus/coa | ģerbonis
millus/fac | faksimils
millus/for | veidlapa
millus/gnt | ģeneoloģiskā tabula
millus/ill | ilustrācija
millus/ilm | iluminācija
millus/map | karte
millus/pht | fotogrāfija
millus/pln | plāns
millus/por | portrets
millus/sam | paraugs
mmaterial/ace | acetāts
mmaterial/alu | alumīnijs
mmaterial/brb | Bristoles kartons
mmaterial/can | kanva
mmaterial/crd | kartons
mmaterial/dia | diazofotoemulsija
mmaterial/fer | magnētiskās daļiņas
mmaterial/gls | stikls
mmaterial/hdb | kokšķiedras plātne
mmaterial/lac | laka
mmaterial/lea | izstrādāta āda
mmaterial/mtl | metāls
mmaterial/nit | nitrāti
mmaterial/pap | papīrs
mmaterial/par | pergaments
mmaterial/pla | plastmasa
mmaterial/plt | ģipsis
mmaterial/pol | poliesteris
mmaterial/por | porcelāns
mmaterial/saf | ugunsdrošs pamatmateriāls
mmaterial/she | šellaka
mmaterial/ski | āda
mmaterial/slh | sudraba halogenīda emulsija
mmaterial/sto | akmens
mmaterial/syn | sintētika
mmaterial/tex | tekstils
mmaterial/tri | triacetāts
mmaterial/vel | velīns
mmaterial/ves | vezikulāra emulsija
mmaterial/vny | vinils
mmaterial/wax | vasks
mmaterial/wod | koksne
mmusicformat/chscore | kora partitūra
mmusicformat/conscore | direkcijs
mmusicformat/pianoscore | klavierpārlikums
mmusicformat/score | partitūra
mmusicformat/studyscore | mācību partitūra
mmusicformat/vocalscore | klavierizvilkums
mplayback/mon | mono
mplayback/mul | telpiskā skaņa
mplayback/ste | stereo
mpolarity/neg | negatīvs
mpolarity/pos | pozitīvs
mpresformat/3d | 3D
mpresformat/silent | standarta diafragmas atvērums mēmajai filmai
mpresformat/sound | standarta diafragmas atvērums skaņu filmai
mproduction/blueline | zilās kopijas veidošana
mproduction/photocopy | fotokopēšana
mrecmedium/mag | magnētisks
mrecmedium/magopt | magnētoptisks
mrecmedium/opt | optisks
mrectype/digital | digitāls
mreductionratio/high | liels samazinājums
mreductionratio/low | mazs samazinājums
mreductionratio/normal | normāls samazinājums
mreductionratio/ultrahigh | sevišķi liels samazinājums
mreductionratio/veryhigh | ļoti liels samazinājums
msoundcontent/silent | bez skaņas
msoundcontent/sound | skaņa
mspecplayback/ccir | CCIR kodējums
mspecplayback/cx | CX kodējums
mspecplayback/dbx | dbx kodējums
mspecplayback/dolbya | Dolby-A kodējums
mspecplayback/dolbyb | Dolby-B kodējums
mspecplayback/dolbyc | Dolby-C kodējums
mspecplayback/nab | NAB standarts
mtactile/brail | Braila raksts
mvidformat/8mm | 8 mm
mvidformat/betacam | Betacam
mvidformat/betamax | Betamax
mvidformat/betasp | Betacam SP
mvidformat/ced | CED
mvidformat/d2 | D-2
mvidformat/eiaj | EIAJ
mvidformat/hi8mm | Hi-8 mm
mvidformat/laser | lāzeroptisks
mvidformat/mii | M-II
mvidformat/quad | Quadruplex
mvidformat/svhs | Super-VHS
mvidformat/typec | Type C
mvidformat/vhs | VHS
"""
