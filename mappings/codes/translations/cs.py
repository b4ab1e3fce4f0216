"""Terms of RDA, in Czech."""

from __future__ import annotations

from typing import Final

RDA: Final = """
carriers/ca | počítačová pásková kartridž
carriers/cb | počítačová čipová kartridž
carriers/cd | počítačový disk
carriers/ce | počítačová disková kartridž
carriers/cf | počítačová pásková kazeta
carriers/ch | počítačová pásková cívka
carriers/ck | počítačová karta
carriers/cr | online zdroj
carriers/eh | stereokarta
carriers/es | stereokotouček
carriers/gc | diafilmová kartridž
carriers/gd | diapás
carriers/gf | diafilm
carriers/gs | diapozitiv
carriers/gt | průsvitka
carriers/ha | mikroštítek
carriers/hb | mikrofilmová kartridž
carriers/hc | mikrofilmová kazeta
carriers/hd | mikrofilmová cívka
carriers/he | mikrofiš
carriers/hf | kazeta s mikrofiší
carriers/hg | mikrokarta (neprůhledná)
carriers/hh | mikrofilmový výstřižek
carriers/hj | mikrofilmový svitek
carriers/mc | filmová kartridž
carriers/mf | filmová kazeta
carriers/mo | filmový svitek
carriers/mr | filmová cívka
carriers/na | svitek
carriers/nb | list
carriers/nc | svazek
carriers/nn | flipchart
carriers/no | karta
carriers/nr | objekt
carriers/pp | mikroskopický diapozitiv
carriers/sb | audiopás (Dictabelt)
carriers/sd | audiodisk
carriers/se | audioválec
carriers/sg | audiokartridž
carriers/si | cívka se zvukovou stopou
carriers/sq | audiopás (Dictabelt)
carriers/ss | audiokazeta
carriers/st | audiocívka
carriers/sw | fonodrát
carriers/vc | videokartridž
carriers/vd | videodisk
carriers/vf | videokazeta
carriers/vr | videocívka
contentTypes/cod | počítačový datový soubor
contentTypes/cop | počítačový program
contentTypes/crd | kartografická datová sada
contentTypes/crf | kartografická trojrozměrná forma
contentTypes/cri | kartografický obraz
contentTypes/crm | kartografický pohyblivý obraz
contentTypes/crn | kartografická taktilní trojrozměrná forma
contentTypes/crt | kartografický taktilní obraz
contentTypes/ntm | zápis hudby
contentTypes/ntv | zápis pohybu
contentTypes/prm | hraná hudba
contentTypes/snd | zvuky
contentTypes/spw | mluvené slovo
contentTypes/sti | statický obraz
contentTypes/tcf | taktilní trojrozměrná forma
contentTypes/tci | taktilní obraz
contentTypes/tcm | taktilní zápis hudby
contentTypes/tcn | taktilní zápis pohybu
contentTypes/tct | taktilní text
contentTypes/tdf | trojrozměrná forma
contentTypes/tdi | dvojrozměrný pohyblivý obraz
contentTypes/tdm | trojrozměrný pohyblivý obraz
contentTypes/txt | text
frequencies/ann | ročně
frequencies/bin | jednou za dva roky
frequencies/bmn | jednou za dva měsíce
frequencies/bwk | jednou za dva týdny
frequencies/dyl | denně
frequencies/irr | nepravidelně
frequencies/mon | měsíčně
frequencies/qrt | čtvrtletně
frequencies/san | pololetně
frequencies/smn | dvakrát měsíčně
frequencies/swk | dvakrát týdně
frequencies/ten | jednou za tři roky
frequencies/ttm | třikrát měsíčně
frequencies/ttw | třikrát týdně
frequencies/tty | třikrát ročně
frequencies/wkl | týdně
issuance/mono | jedna položka
mediaTypes/c | počítač
mediaTypes/e | stereograf
mediaTypes/g | projekce
mediaTypes/h | mikroforma
mediaTypes/n | bez média
mediaTypes/p | mikroskop
mediaTypes/s | audio
mediaTypes/v | video
mfont/lp | zvětšené písmo
mgeneration/discmaster | deskový master
mgeneration/firstgen | první generace
mgeneration/master | master
mgeneration/mixedgen | smíšená generace
mgeneration/mother | matrice
mgeneration/original | originál
mgeneration/printmaster | výrobní master mikroformy
mgeneration/servcopy | kopie pro zpřístupňování
mgeneration/stamper | matice
mgeneration/tapedupe | master duplikace pásky
mgeneration/testpress | zkušební výlisek
mgeneration/viewcopy | náhledová kopie
mgroove/coarse | hrubá drážka
mgroove/micro | mikrodrážka
millus/coa | erb
millus/fac | faksimile
millus/for | formulář, tiskopis
millus/gnt | genealogická tabulka
millus/ill | ilustrace
millus/ilm | iluminace
millus/map | mapa
millus/pht | fotografie
millus/pln | plán
millus/por | portrét
millus/sam | vzorek
mmaterial/ace | acetát
mmaterial/alu | hliník
mmaterial/brb | bristolský karton
mmaterial/can | plátno
mmaterial/crd | karton
mmaterial/dia | diazo emulze
mmaterial/fer | magnetické částice
mmaterial/gls | sklo
mmaterial/hdb | sololit
mmaterial/lac | lak
mmaterial/lea | kůže
mmaterial/mtl | kov
mmaterial/nit | nitrát
mmaterial/pap | papír
mmaterial/par | pergamen
mmaterial/pla | plast
mmaterial/plt | sádra
mmaterial/pol | polyester
mmaterial/por | porcelán
mmaterial/saf | nehořlavá báze
mmaterial/she | šelak
mmaterial/ski | krycí vrstva kůže
mmaterial/slh | emulze halogenidu stříbrného
mmaterial/sto | kámen
mmaterial/syn | syntetický materiál
mmaterial/tex | textilní
mmaterial/tri | triacetát
mmaterial/vel | pergamen
mmaterial/ves | vezikulární emulze
mmaterial/vny | vinyl
mmaterial/wax | vosk
mmaterial/wod | dřevo
mmusicformat/chscore | sborová partitura
mmusicformat/conscore | výtah z partitury
mmusicformat/pianoscore | klavírní partitura
mmusicformat/score | partitura
mmusicformat/studyscore | studijní partitura
mmusicformat/vocalscore | vokální partitura
mplayback/mon | mono
mplayback/mul | prostorový
mplayback/ste | stereo
mpolarity/neg | negativní
mpolarity/pos | pozitivní
mpresformat/3d | 3D
mpresformat/silent | standardní neozvučená apertura
mpresformat/sound | standardní zvuková apertura
mproduction/blueline | blueline
mproduction/photocopy | fotokopie
mrecmedium/mag | magnetické
mrecmedium/magopt | magneto-optické
mrecmedium/opt | optické
mrectype/digital | digitální
mreductionratio/high | vysoká redukce
mreductionratio/low | nízká redukce
mreductionratio/normal | normální redukce
mreductionratio/ultrahigh | ultra vysoká redukce
mreductionratio/veryhigh | velmi vysoká redukce
msoundcontent/silent | bez zvuku
msoundcontent/sound | zvuk
mspecplayback/ccir | kódování CCIR
mspecplayback/cx | kódování CX
mspecplayback/dbx | kódování dbx
mspecplayback/dolbya | kódování Dolby-A
mspecplayback/dolbyb | kódování Dolby-B
mspecplayback/dolbyc | kódování Dolby-C
mspecplayback/nab | standard NAB
mtactile/brail | Braille
mvidformat/8mm | 8 mm
mvidformat/betacam | Betacam
mvidformat/betamax | Betamax
mvidformat/betasp | Betacam SP
mvidformat/ced | CED
mvidformat/d2 | D-2
mvidformat/eiaj | EIAJ
mvidformat/hi8mm | Hi-8 mm
mvidformat/laser | laserový optický
mvidformat/mii | M-II
mvidformat/quad | Quadruplex
mvidformat/svhs | Super-VHS
mvidformat/typec | Typ C
mvidformat/vhs | VHS
"""
