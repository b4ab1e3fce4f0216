"""Terms of RDA, in Catalan."""

from __future__ import annotations

from typing import Final

RDA: Final = """
carriers/ca | cartutx de cinta d’ordinador
carriers/cb | cartutx de xip d’ordinador
carriers/cd | disc d’ordinador
carriers/ce | cartutx de disc d’ordinador
carriers/cf | casset d’ordinador
carriers/ch | bobina d’ordinador
carriers/ck | targeta d’ordinador
carriers/cr | recurs en línia
carriers/eh | targeta estereoscòpica
carriers/es | disc estereoscòpic
carriers/gc | cartutx de filmina
carriers/gd | tira de pel·lícula
carriers/gf | filmina
carriers/gs | diapositiva
carriers/gt | transparència
carriers/ha | fitxa de finestra
carriers/hb | cartutx de microfilm
carriers/hc | casset de microfilm
carriers/hd | bobina de microfilm
carriers/he | microfitxa
carriers/hf | casset de microfitxa
carriers/hg | microcòpia opaca
carriers/hh | tira de microfilm
carriers/hj | rotlle de microfilm
carriers/mc | cartutx de pel·lícula
carriers/mf | casset de pel·lícula
carriers/mo | rotlle de pel·lícula
carriers/mr | bobina de pel·lícula
carriers/na | rotlle
carriers/nb | full
carriers/nc | volum
carriers/nn | bloc de làmines
carriers/no | fitxa
carriers/nr | objecte
carriers/pp | preparació microscòpica
carriers/sb | corretja àudio
carriers/sd | disc àudio
carriers/se | cilindre àudio
carriers/sg | cartutx àudio
carriers/si | banda sonora d’una pel·lícula
carriers/sq | rotlle àudio
carriers/ss | casset àudio
carriers/st | bobina de cinta àudio
carriers/sw | bobina de fil magnètic àudio
carriers/vc | videocartutx
carriers/vd | videodisc
carriers/vf | videocasset
carriers/vr | videobobina
contentTypes/cod | conjunt de dades d’ordinador
contentTypes/cop | programa d’ordinador
contentTypes/crd | conjunt de dades cartogràfiques
contentTypes/crf | forma cartogràfica tridimensional
contentTypes/cri | imatge cartogràfica
contentTypes/crm | imatge cartogràfica en moviment
contentTypes/crn | forma cartogràfica tàctil tridimensional
contentTypes/crt | imatge cartogràfica tàctil
contentTypes/ntm | música notada
contentTypes/ntv | moviment notat
contentTypes/prm | música executada
contentTypes/snd | sons
contentTypes/spw | paraula parlada
contentTypes/sti | imatge fixa
contentTypes/tcf | forma tàctil tridimensional
contentTypes/tci | imatge tàctil
contentTypes/tcm | música notada tàctil
contentTypes/tcn | moviment notat tàctil
contentTypes/tct | text tàctil
contentTypes/tdf | forma tridimensional
contentTypes/tdi | imatge en moviment bidimensional
contentTypes/tdm | imatge en moviment tridimensional
contentTypes/txt | text
frequencies/ann | anual
frequencies/bin | biennal
frequencies/bmn | bimestral
frequencies/bwk | quinzenal
frequencies/dyl | diari
frequencies/irr | irregular
frequencies/mon | mensual
frequencies/qrt | trimestral
frequencies/san | semestral
frequencies/smn | bimensual
frequencies/swk | bisetmanal
frequencies/ten | triennal
frequencies/ttm | tres vegades al mes
frequencies/ttw | tres vegades a la setmana
frequencies/tty | tres vegades a l’any
frequencies/wkl | setmanal
issuance/mono | unitat sola
mediaTypes/c | informàtic
mediaTypes/e | estereoscòpic
mediaTypes/g | projectat
mediaTypes/h | microforma
mediaTypes/n | sense mediació
mediaTypes/p | microscòpic
mediaTypes/s | àudio
mediaTypes/v | vídeo
mfont/lp | caràcters grans
mgeneration/discmaster | disc matriu
mgeneration/firstgen | primera generació
mgeneration/master | matriu
mgeneration/mixedgen | generació mixta
mgeneration/mother | disc mare
mgeneration/original | original
mgeneration/printmaster | màster de duplicació
mgeneration/servcopy | còpia d’ús
mgeneration/stamper | disc estampador
mgeneration/tapedupe | matriu de duplicació de cinta
mgeneration/testpress | disc de prova
mgeneration/viewcopy | còpia de visionat
mgroove/coarse | solc gruixut
mgroove/micro | microsolc
millus/coa | escut d’armes
millus/fac | facsímil
millus/for | formulari
millus/gnt | arbre genealògic
millus/ill | il·lustració
millus/ilm | il·luminació
millus/map | mapa
millus/pht | fotografia
millus/pln | plànol
millus/por | retrat
millus/sam | mostra
mmaterial/ace | acetat
mmaterial/alu | alumini
mmaterial/brb | cartolina Bristol
mmaterial/can | tela
mmaterial/crd | cartró
mmaterial/dia | emulsió diazoica
mmaterial/fer | partícules magnètiques
mmaterial/gls | vidre
mmaterial/hdb | aglomerat
mmaterial/lac | laca
mmaterial/lea | cuir
mmaterial/mtl | metall
mmaterial/nit | nitrat
mmaterial/pap | paper
mmaterial/par | pergamí
mmaterial/pla | plàstic
mmaterial/plt | escaiola
mmaterial/pol | polièster
mmaterial/por | porcellana
mmaterial/saf | suport de seguretat
mmaterial/she | goma laca
mmaterial/ski | pell
mmaterial/slh | emulsió d’halur de plata
mmaterial/sto | pedra
mmaterial/syn | matèria sintètica
mmaterial/tex | tèxtil
mmaterial/tri | triacetat
mmaterial/vel | vitel·la
mmaterial/ves | emulsió vesicular
mmaterial/vny | vinil
mmaterial/wax | cera
mmaterial/wod | fusta
mmusicformat/chscore | partitura de cor
mmusicformat/conscore | partitura guió
mmusicformat/pianoscore | reducció per a piano
mmusicformat/score | partitura
mmusicformat/studyscore | partitura de butxaca
mmusicformat/vocalscore | reducció per a cant i piano
mplayback/mon | mono
mplayback/mul | so envoltant
mplayback/ste | estèreo
mpolarity/neg | negatiu
mpolarity/pos | positiu
mpresformat/3d | 3D
mpresformat/silent | format mut estàndard
mpresformat/sound | format àudio estàndard
mproduction/blueline | diazocòpia en blau
mproduction/photocopy | fotocòpia
mrecmedium/mag | magnètic
mrecmedium/magopt | magnetoòptic
mrecmedium/opt | òptic
mrectype/digital | digital
mreductionratio/high | reducció alta
mreductionratio/low | reducció baixa
mreductionratio/normal | reducció normal
mreductionratio/ultrahigh | reducció ultra alta
mreductionratio/veryhigh | reducció molt alta
msoundcontent/silent | mut
msoundcontent/sound | so
mspecplayback/ccir | estàndard CCIR
mspecplayback/cx | codificació CX
mspecplayback/dbx | codificació dbx
mspecplayback/dolbya | codificació Dolby-A
mspecplayback/dolbyb | codificació Dolby-B
mspecplayback/dolbyc | codificació Dolby-C
mspecplayback/nab | estàndard NAB
mtactile/brail | braille
mvidformat/8mm | 8 mm
mvidformat/betacam | Betacam
mvidformat/betamax | Betamax
mvidformat/betasp | Betacam SP
mvidformat/ced | CED
mvidformat/d2 | D-2
mvidformat/eiaj | EIAJ
mvidformat/hi8mm | Hi-8 mm
mvidformat/laser | làser òptic
mvidformat/mii | M-II
mvidformat/quad | Quàdruplex
mvidformat/svhs | Super-VHS
mvidformat/typec | Tipus C
mvidformat/vhs | VHS
"""
