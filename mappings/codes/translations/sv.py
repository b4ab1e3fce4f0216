"""Terms of RDA, in Swedish."""

from __future__ import annotations

from typing import Final

RDA: Final = """
carriers/ca | datorbandmagasin
carriers/cd | datorskiva
carriers/ce | datorskivmagasin
carriers/cf | datorkassett
carriers/ch | datorbandspole
carriers/ck | datorkort
carriers/cr | onlineresurs
carriers/eh | stereografiskt kort
carriers/es | stereografisk skiva
carriers/gc | bildbandsmagasin
carriers/gd | filmremsa
carriers/gf | bildband
carriers/gs | diabild
carriers/gt | OH-bild
carriers/ha | maskhålkort
carriers/hb | mikrofilmsmagasin
carriers/hc | mikrofilmskassett
carriers/hd | mikrofilmsspole
carriers/he | mikrofiche
carriers/hf | mikrofichekassett
carriers/hg | mikrokort
carriers/hh | mikrofilmsremsa
carriers/hj | mikrofilmsrulle
carriers/mc | filmmagasin
carriers/mf | filmkassett
carriers/mo | filmrulle
carriers/mr | filmspole
carriers/na | rulle
carriers/nb | ark
carriers/nc | volym
carriers/nn | blädderblock
carriers/no | bildkort
carriers/nr | föremål
carriers/pp | mikroskoperingspreparat
carriers/sb | ljudslinga
carriers/sd | ljudskiva
carriers/se | ljudcylinder
carriers/sg | ljudmagasin
carriers/sq | ljudrulle
carriers/ss | ljudkassett
carriers/st | ljudspole
carriers/sw | ljudtråd
carriers/vc | videomagasin
carriers/vd | videoskiva
carriers/vf | videokassett
carriers/vr | videospole
contentTypes/cop | datorprogram
contentTypes/crd | kartografiskt dataset
contentTypes/crf | kartografisk tredimensionell form
contentTypes/cri | kartografisk bild
contentTypes/crm | kartografisk rörlig bild
contentTypes/crn | kartografisk taktil tredimensionell form
contentTypes/crt | kartografisk taktil bild
contentTypes/prm | framförd musik
contentTypes/snd | ljud (utom tal och musik)
contentTypes/spw | tal
contentTypes/sti | stillbild
contentTypes/tcf | taktil tredimensionell form
contentTypes/tci | taktil bild
contentTypes/tct | taktil text
contentTypes/tdf | tredimensionell form
contentTypes/tdi | tvådimensionell rörlig bild
contentTypes/tdm | tredimensionell rörlig bild
contentTypes/txt | text
frequencies/bin | vartannat år
frequencies/bmn | varannan månad
frequencies/bwk | varannan vecka
frequencies/dyl | daglig
frequencies/irr | oregelbunden
frequencies/mon | 1 nr/månad
frequencies/qrt | 1 nr/kvartal
frequencies/san | 2 nr/år
frequencies/smn | 2 nr/månad
frequencies/swk | 2 nr/vecka
frequencies/ten | var tredje år
frequencies/ttm | 3 nr/månad
frequencies/ttw | 3 nr/vecka
frequencies/tty | 3 nr/år
frequencies/wkl | 1 nr/vecka
issuance/mono | en enhet
mediaTypes/c | dator
mediaTypes/e | stereografisk
mediaTypes/g | projicerad
mediaTypes/h | mikroform
mediaTypes/n | omedierad
mediaTypes/p | mikroskopisk
mediaTypes/s | audio
mediaTypes/v | video
mfont/lp | stor stil
mgroove/coarse | grovspår
mmaterial/ace | acetat
mmaterial/alu | aluminium
mmaterial/brb | Bristol board
mmaterial/can | målarduk
mmaterial/crd | papp och kartong
mmaterial/hdb | hårdpapp
mmaterial/lea | läder
mmaterial/mtl | metall
mmaterial/nit | nitrat
mmaterial/pap | papper
mmaterial/par | pergament
mmaterial/pla | plast
mmaterial/plt | gips
mmaterial/pol | polyester
mmaterial/saf | säkerhetsfilm
mmaterial/she | shellack
mmaterial/ski | skinn
mmaterial/sto | sten
mmaterial/syn | syntetiskt material
mmaterial/tex | textil
mmaterial/tri | triacetat
mmusicformat/chscore | körpartitur
mmusicformat/conscore | dirigentstämma
mmusicformat/pianoscore | klaverutdrag
mmusicformat/score | partitur
mmusicformat/studyscore | studiepartitur
mpolarity/neg | negativ
mpolarity/pos | positiv
mrecmedium/mag | magnetisk
mrecmedium/magopt | magnet-optisk
mrecmedium/opt | optisk
mrectype/digital | digital
mreductionratio/high | stark förminskning
mreductionratio/low | låg förminskning
mreductionratio/normal | normal förminskning
mreductionratio/ultrahigh | ultrastark förminskning
mreductionratio/veryhigh | mycket stark förminskning
msoundcontent/silent | stum
msoundcontent/sound | ljud
mtactile/brail | punktskrift
"""
