"""Terms of RDA and our own names for roles, classes, formats and availability, in Italian."""

from __future__ import annotations

from typing import Final

RDA: Final = """
carriers/ca | cartuccia di nastro per computer
carriers/cb | cartuccia di memoria per computer
carriers/cd | disco magnetico per computer
carriers/ce | cartuccia di disco magnetico per computer
carriers/cf | cassetta di nastro per computer
carriers/ch | bobina di nastro per computer
carriers/ck | scheda per computer
carriers/cr | risorsa online
carriers/eh | carta stereografica
carriers/es | disco stereografico
carriers/gc | cartuccia di filmina
carriers/gd | spezzone di pellicola
carriers/gf | filmina
carriers/gs | diapositiva
carriers/gt | lucido per proiezione
carriers/ha | scheda forata
carriers/hb | cartuccia di microfilm
carriers/hc | cassetta di microfilm
carriers/hd | bobina di microfilm
carriers/he | microfiche
carriers/hf | cassetta di microfiche
carriers/hg | microopaco
carriers/hh | spezzone di microfilm
carriers/hj | rullino di microfilm
carriers/mc | cartuccia di pellicola
carriers/mf | cassetta di pellicola
carriers/mo | rullino di pellicola
carriers/mr | bobina di pellicola
carriers/na | rotolo
carriers/nb | foglio
carriers/nc | volume
carriers/nn | lavagna a fogli mobili
carriers/no | scheda
carriers/nr | oggetto
carriers/pp | vetrino da microscopio
carriers/sb | cintura audio
carriers/sd | disco audio
carriers/se | cilindro audio
carriers/sg | cartuccia audio
carriers/si | bobina con traccia sonora
carriers/sq | rullo audio
carriers/ss | audiocassetta
carriers/st | bobina di nastro audio
carriers/sw | bobina di cavo audio
carriers/vc | cartuccia video
carriers/vd | videodisco
carriers/vf | videocassetta
carriers/vr | bobina di videonastro
contentTypes/cod | dataset per computer
contentTypes/cop | programma per computer
contentTypes/crd | dataset cartografico
contentTypes/crf | forma tridimensionale cartografica
contentTypes/cri | immagine cartografica
contentTypes/crm | immagine in movimento cartografica
contentTypes/crn | forma tridimensionale tattile cartografica
contentTypes/crt | immagine cartografica tattile
contentTypes/ntm | musica notata
contentTypes/ntv | movimento notato
contentTypes/prm | musica interpretata
contentTypes/snd | suoni
contentTypes/spw | parlato
contentTypes/sti | immagine fissa
contentTypes/tcf | forma tridimensionale tattile
contentTypes/tci | immagine tattile
contentTypes/tcm | musica notata tattile
contentTypes/tcn | movimento notato tattile
contentTypes/tct | testo tattile
contentTypes/tdf | forma tridimensionale
contentTypes/tdi | immagine in movimento bidimensionale
contentTypes/tdm | immagine in movimento tridimensionale
contentTypes/txt | testo
frequencies/ann | annuale
frequencies/bin | biennale
frequencies/bmn | bimensile
frequencies/bwk | ogni due settimane
frequencies/dyl | quotidiano
frequencies/irr | irregolare
frequencies/mon | mensile
frequencies/qrt | trimestrale
frequencies/san | semestrale
frequencies/smn | quindicinale
frequencies/swk | bisettimanale
frequencies/ten | triennale
frequencies/ttm | tre volte al mese
frequencies/ttw | tre volte alla settimana
frequencies/tty | quadrimestrale
frequencies/wkl | settimanale
issuance/mono | unità singola
mediaTypes/c | elettronico
mediaTypes/e | stereografico
mediaTypes/g | proiettato
mediaTypes/h | microformati
mediaTypes/n | privo di media
mediaTypes/p | microscopico
mediaTypes/s | audio
mediaTypes/v | video
mfont/lp | stampa con caratteri grandi
mgeneration/discmaster | disco master
mgeneration/firstgen | prima generazione
mgeneration/master | master
mgeneration/mixedgen | generazione mista
mgeneration/mother | madre
mgeneration/original | originale
mgeneration/printmaster | master di stampa
mgeneration/servcopy | copia d'uso
mgeneration/stamper | timbratore
mgeneration/tapedupe | master di duplicazione del nastro
mgeneration/testpress | prova di stampa
mgeneration/viewcopy | copia per la visione
mgroove/coarse | solco largo
mgroove/micro | microsolco
millus/coa | stemma
millus/fac | riproduzione facsimilare
millus/for | modulo
millus/gnt | tavola genealogica
millus/ill | illustrazione
millus/ilm | miniatura
millus/map | carta geografica
millus/pht | fotografia
millus/pln | pianta
millus/por | ritratto
millus/sam | campione
mmaterial/ace | acetato
mmaterial/alu | alluminio
mmaterial/brb | cartoncino Bristol
mmaterial/can | tela
mmaterial/crd | cartone
mmaterial/dia | emulsione di diazonio
mmaterial/fer | particelle magnetiche
mmaterial/gls | vetro
mmaterial/hdb | faesite
mmaterial/lac | lacca
mmaterial/lea | cuoio
mmaterial/mtl | metallo
mmaterial/nit | nitrato
mmaterial/pap | carta
mmaterial/pla | plastica
mmaterial/plt | gesso
mmaterial/pol | poliestere
mmaterial/por | porcellana
mmaterial/saf | base di sicurezza
mmaterial/she | gommalacca
mmaterial/ski | pelle
mmaterial/slh | emulsione di alogenuro d'argento
mmaterial/sto | pietra
mmaterial/syn | sintetico
mmaterial/tex | tessuto
mmaterial/tri | triacetato
mmaterial/vel | vello
mmaterial/ves | emulsione vescicolare
mmaterial/vny | vinile
mmaterial/wax | cera
mmaterial/wod | legno
mmusicformat/chscore | partitura per coro
mmusicformat/conscore | partitura condensata
mmusicformat/pianoscore | partitura per pianoforte
mmusicformat/score | partitura
mmusicformat/studyscore | partitura di studio
mmusicformat/vocalscore | partitura vocale
mplayback/mon | mono
mplayback/mul | surround
mplayback/ste | stereo
mpolarity/neg | negativo
mpolarity/pos | positivo
mpresformat/3d | 3D
mpresformat/silent | apertura muta standard
mpresformat/sound | apertura sonora standard
mproduction/blueline | processo eliografico
mproduction/photocopy | fotoriproduzione
mrecmedium/mag | magnetico
mrecmedium/magopt | magneto-ottico
mrecmedium/opt | ottico
mrectype/digital | digitale
mreductionratio/high | riduzione alta
mreductionratio/low | bassa riduzione
mreductionratio/normal | riduzione normale
mreductionratio/ultrahigh | riduzione ultra alta
mreductionratio/veryhigh | riduzione molto alta
msoundcontent/silent | silenzioso
msoundcontent/sound | audio
mspecplayback/ccir | CCIR codificato
mspecplayback/cx | CX codificato
mspecplayback/dbx | dbx codificato
mspecplayback/dolbya | Dolby-A codificato
mspecplayback/dolbyb | Dolby-B codificato
mspecplayback/dolbyc | Dolby-C codificato
mspecplayback/nab | standard NAB
mtactile/brail | codice braille
mvidformat/8mm | 8 mm
mvidformat/betacam | Betacam
mvidformat/betamax | Betamax
mvidformat/betasp | Betacam SP
mvidformat/ced | CED
mvidformat/d2 | D-2
mvidformat/eiaj | EIAJ
mvidformat/hi8mm | Hi-8 mm
mvidformat/laser | laser ottico
mvidformat/mii | M-II
mvidformat/quad | Quadruplex
mvidformat/svhs | Super-VHS
mvidformat/typec | Type C
mvidformat/vhs | VHS
"""

OWN: Final = """
relators/abr | abbreviatore
relators/act | attore
relators/adp | adattatore
relators/aft | autore della postfazione
relators/ann | annotatore
relators/arc | architetto
relators/arr | arrangiatore
relators/art | artista
relators/asn | nome associato
relators/aui | autore dell'introduzione
relators/aut | autore
relators/bkd | progettista del libro
relators/bnd | legatore
relators/chr | coreografo
relators/cmm | commentatore
relators/cmp | compositore
relators/cnd | direttore d'orchestra
relators/col | collezionista
relators/com | compilatore
relators/cre | creatore
relators/ctb | collaboratore
relators/ctg | cartografo
relators/cur | curatore
relators/dgg | istituzione che conferisce il titolo
relators/dnc | danzatore
relators/drt | regista
relators/dte | dedicatario
relators/edt | curatore editoriale
relators/egr | incisore
relators/flm | montatore
relators/fmo | precedente possessore
relators/hnr | festeggiato
relators/hst | conduttore
relators/ill | illustratore
relators/isb | ente promotore
relators/itr | strumentista
relators/ive | intervistato
relators/ivr | intervistatore
relators/lbt | librettista
relators/lyr | paroliere
relators/mus | musicista
relators/nrt | narratore
relators/oth | altro
relators/own | possessore
relators/pbl | editore
relators/pht | fotografo
relators/prf | interprete
relators/pro | produttore
relators/prt | stampatore
relators/red | redattore
relators/scr | copista
relators/sgn | firmatario
relators/sng | cantante
relators/spk | oratore
relators/spn | sponsor
relators/ths | relatore di tesi
relators/trl | traduttore
relators/wam | autore del materiale allegato
relators/win | autore dell'introduzione
relators/wpr | autore della prefazione
mediaTypes/x | altro
mediaTypes/z | non specificato
format/microform | Microforma
format/e-journal | Periodico elettronico
format/journal | Periodico
format/website | Sito web
format/map | Carta geografica
format/score | Partitura
format/music | Registrazione musicale
format/audiobook | Registrazione parlata
format/video | Video
format/image | Immagine
format/archive | Materiale d'archivio
format/manuscript | Manoscritto
format/data | Dati o software
format/object | Oggetto
format/e-book | E-book
format/book | Libro
availability/available | Disponibile ora
availability/unavailable | Non disponibile
availability/online | Online
class/Text | Testo
class/NotatedMusic | Musica notata
class/MusicAudio | Musica
class/NonMusicAudio | Parlato
class/Audio | Audio
class/MovingImage | Immagine in movimento
class/StillImage | Immagine fissa
class/MixedMaterial | Materiale misto
class/Cartography | Carte e geodati
class/Dataset | Insieme di dati
class/Multimedia | Multimedia
class/Object | Oggetto
class/Monograph | Monografia
class/Serial | Pubblicazione seriale
class/Integrating | Risorsa integrativa
class/Collection | Collezione
class/Series | Serie
class/Manuscript | Manoscritto
"""
