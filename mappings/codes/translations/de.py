"""Terms of RDA and our own names for roles, classes, formats and availability, in German."""

from __future__ import annotations

from typing import Final

RDA: Final = """
carriers/ca | Magnetbandcartridge
carriers/cb | Computerchip-Cartridge
carriers/cd | Computerdisk
carriers/ce | Computerdisk-Cartridge
carriers/cf | Magnetbandkassette
carriers/ch | Magnetbandspule
carriers/ck | Speicherkarte
carriers/cr | Online-Ressource
carriers/eh | Stereobild
carriers/es | Stereografische Disk
carriers/gc | Filmstreifen-Cartridge
carriers/gd | Filmstreifen
carriers/gf | Filmstreifen für Einzelbildvorführung
carriers/gs | Dia
carriers/gt | Overheadfolie
carriers/ha | Mikrofilmlochkarte
carriers/hb | Mikrofilm-Cartridge
carriers/hc | Mikrofilmkassette
carriers/hd | Mikrofilmspule
carriers/he | Mikrofiche
carriers/hf | Mikrofichekassette
carriers/hg | Lichtundurchlässiger Mikrofiche
carriers/hh | Mikrofilmstreifen
carriers/hj | Mikrofilmrolle
carriers/mc | Filmdose
carriers/mf | Filmkassette
carriers/mo | Filmrolle
carriers/mr | Filmspule
carriers/na | Rolle
carriers/nb | Blatt
carriers/nc | Band
carriers/nn | Flipchart
carriers/no | Karte
carriers/nr | Gegenstand
carriers/pp | Objektträger
carriers/sb | Audio Belt
carriers/sd | Audiodisk
carriers/se | Phonographenzylinder
carriers/sg | Audiocartridge
carriers/si | Tonspurspule
carriers/sq | Notenrolle
carriers/ss | Audiokassette
carriers/st | Tonbandspule
carriers/sw | Audio wire reel
carriers/vc | Videocartridge
carriers/vd | Videodisk
carriers/vf | Videokassette
carriers/vr | Videobandspule
contentTypes/cod | Computerdaten
contentTypes/cop | Computerprogramm
contentTypes/crd | kartografisches Daten-Set
contentTypes/crf | kartografische dreidimensionale Form
contentTypes/cri | kartografisches Bild
contentTypes/crm | kartografisches Bewegtbild
contentTypes/crn | kartografische taktile dreidimensionale Form
contentTypes/crt | kartografisches taktiles Bild
contentTypes/ntm | Noten
contentTypes/ntv | Bewegungsnotation
contentTypes/prm | aufgeführte Musik
contentTypes/snd | Geräusche
contentTypes/spw | gesprochenes Wort
contentTypes/sti | unbewegtes Bild
contentTypes/tcf | taktile dreidimensionale Form
contentTypes/tci | taktiles Bild
contentTypes/tcm | taktile Noten
contentTypes/tcn | taktile Bewegungsnotation
contentTypes/tct | taktiler Text
contentTypes/tdf | dreidimensionale Form
contentTypes/tdi | zweidimensionales Bewegtbild
contentTypes/tdm | dreidimensionales Bewegtbild
contentTypes/txt | Text
frequencies/ann | jährlich
frequencies/bin | alle zwei Jahre
frequencies/bmn | alle zwei Monate
frequencies/bwk | alle zwei Wochen
frequencies/dyl | täglich
frequencies/irr | unregelmäßig
frequencies/mon | monatlich
frequencies/qrt | vierteljährlich
frequencies/san | halbjährlich
frequencies/smn | zweimal pro Monat
frequencies/swk | zweimal pro Woche
frequencies/ten | alle drei Jahre
frequencies/ttm | dreimal pro Monat
frequencies/ttw | dreimal pro Woche
frequencies/tty | dreimal pro Jahr
frequencies/wkl | wöchentlich
issuance/mono | einzelne Einheit
mediaTypes/c | Computermedien
mediaTypes/e | stereografisch
mediaTypes/g | projizierbar
mediaTypes/h | Mikroform
mediaTypes/n | ohne Hilfsmittel zu benutzen
mediaTypes/p | mikroskopisch
mediaTypes/s | audio
mediaTypes/v | video
mfont/lp | Großdruck
mgeneration/discmaster | Disk-Master
mgeneration/firstgen | Erste Generation
mgeneration/master | Master
mgeneration/mixedgen | Gemischte Generation
mgeneration/mother | Mutterband
mgeneration/original | Original
mgeneration/printmaster | Druckmaster
mgeneration/servcopy | Arbeitskopie
mgeneration/stamper | Matrize
mgeneration/tapedupe | Bandvervielfältigungsmaster
mgeneration/testpress | Testpressung
mgeneration/viewcopy | Vorführkopie
mgroove/coarse | Normalrille
mgroove/micro | Mikrorille
millus/coa | Wappen
millus/fac | Faksimile
millus/for | Formular
millus/gnt | genealogische Tafel
millus/ill | Illustration
millus/ilm | Buchmalerei
millus/map | Karte
millus/pht | Fotografie
millus/pln | Plan
millus/por | Porträt
millus/sam | Muster
mmaterial/ace | Acetat
mmaterial/alu | Aluminium
mmaterial/brb | Bristolkarton
mmaterial/can | Leinwand
mmaterial/crd | Karton
mmaterial/dia | Diazo Emulsion
mmaterial/fer | Magnetpulver
mmaterial/gls | Glas
mmaterial/hdb | Hartfaserplatte
mmaterial/lac | Lack
mmaterial/lea | Leder
mmaterial/mtl | Metall
mmaterial/nit | Nitrat
mmaterial/pap | Papier
mmaterial/par | Pergament
mmaterial/pla | Plastik
mmaterial/plt | Gips
mmaterial/pol | Polyester
mmaterial/por | Porzellan
mmaterial/saf | Sicherheitsfilm
mmaterial/she | Schellack
mmaterial/ski | Fell
mmaterial/slh | Silberhalogenid-Emulsion
mmaterial/sto | Stein
mmaterial/syn | Kunststoff
mmaterial/tex | Gewebe
mmaterial/tri | Triacetat
mmaterial/vel | Vellum
mmaterial/ves | Vesikular-Emulsion
mmaterial/vny | Vinyl
mmaterial/wax | Wachs
mmaterial/wod | Holz
mmusicformat/chscore | Chorpartitur
mmusicformat/conscore | Particell
mmusicformat/pianoscore | Klavierbearbeitung
mmusicformat/score | Partitur
mmusicformat/studyscore | Studienpartitur
mmusicformat/vocalscore | Gesangspartitur
mplayback/mon | Mono
mplayback/mul | Surround
mplayback/ste | Stereo
mpolarity/neg | negativ
mpolarity/pos | positiv
mpresformat/3d | 3D
mpresformat/silent | standard silent aperture
mpresformat/sound | standard sound aperture
mproduction/blueline | Diazotypie (Blaupause)
mproduction/photocopy | Fotokopie
mrecmedium/mag | magnetisch
mrecmedium/magopt | magneto-optisch
mrecmedium/opt | optisch
mrectype/digital | digital
mreductionratio/high | starke Verkleinerung
mreductionratio/low | geringe Verkleinerung
mreductionratio/normal | normale Verkleinerung
mreductionratio/ultrahigh | maximal starke Verkleinerung
mreductionratio/veryhigh | sehr starke Verkleinerung
msoundcontent/silent | stumm
msoundcontent/sound | Ton
mspecplayback/ccir | CCIR-Standard
mspecplayback/cx | CX
mspecplayback/dbx | dbx
mspecplayback/dolbya | Dolby A
mspecplayback/dolbyb | Dolby B
mspecplayback/dolbyc | Dolby C
mspecplayback/nab | NAB-Standard
mtactile/brail | Brailleschrift
mvidformat/8mm | 8 mm
mvidformat/betacam | Betacam
mvidformat/betamax | Beta
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

OWN: Final = """
relators/abr | Kürzender
relators/act | Schauspieler
relators/adp | Bearbeiter
relators/aft | Verfasser eines Nachworts
relators/ann | Annotator
relators/arc | Architekt
relators/arr | Arrangeur
relators/art | Künstler
relators/asn | Verbundener Name
relators/aui | Verfasser einer Einleitung
relators/aut | Verfasser
relators/bkd | Buchgestalter
relators/bnd | Buchbinder
relators/chr | Choreograf
relators/cmm | Kommentator
relators/cmp | Komponist
relators/cnd | Dirigent
relators/col | Sammler
relators/com | Zusammenstellender
relators/cre | Geistiger Schöpfer
relators/ctb | Mitwirkender
relators/ctg | Kartograf
relators/cur | Kurator
relators/dgg | Grad verleihende Institution
relators/dnc | Tänzer
relators/drt | Regisseur
relators/dte | Widmungsempfänger
relators/edt | Herausgeber
relators/egr | Stecher
relators/flm | Filmeditor
relators/fmo | Früherer Eigentümer
relators/hnr | Gefeierter
relators/hst | Gastgeber
relators/ill | Illustrator
relators/isb | Herausgebendes Organ
relators/itr | Instrumentalmusiker
relators/ive | Interviewter
relators/ivr | Interviewer
relators/lbt | Librettist
relators/lyr | Textdichter
relators/mus | Musiker
relators/nrt | Erzähler
relators/oth | Sonstige
relators/own | Eigentümer
relators/pbl | Verlag
relators/pht | Fotograf
relators/prf | Ausführender
relators/pro | Produzent
relators/prt | Drucker
relators/red | Redakteur
relators/scr | Schreiber
relators/sgn | Unterzeichner
relators/sng | Sänger
relators/spk | Sprecher
relators/spn | Sponsor
relators/ths | Betreuer der Hochschulschrift
relators/trl | Übersetzer
relators/wam | Verfasser von Begleitmaterial
relators/win | Verfasser einer Einführung
relators/wpr | Verfasser eines Vorworts
mediaTypes/x | sonstige
mediaTypes/z | nicht spezifiziert
format/microform | Mikroform
format/e-journal | E-Journal
format/journal | Zeitschrift
format/website | Website
format/map | Karte
format/score | Noten
format/music | Musikaufnahme
format/audiobook | Sprachaufnahme
format/video | Video
format/image | Bild
format/archive | Archivmaterial
format/manuscript | Handschrift
format/data | Daten oder Software
format/object | Gegenstand
format/e-book | E-Book
format/book | Buch
availability/available | Jetzt verfügbar
availability/unavailable | Nicht verfügbar
availability/online | Online
class/Text | Text
class/NotatedMusic | Musiknoten
class/MusicAudio | Musik
class/NonMusicAudio | Gesprochenes Wort
class/Audio | Ton
class/MovingImage | Bewegtbild
class/StillImage | Unbewegtes Bild
class/MixedMaterial | Gemischtes Material
class/Cartography | Karten und Geodaten
class/Dataset | Datensatz
class/Multimedia | Multimedia
class/Object | Gegenstand
class/Monograph | Monografie
class/Serial | Fortlaufendes Sammelwerk
class/Integrating | Integrierende Ressource
class/Collection | Sammlung
class/Series | Reihe
class/Manuscript | Handschrift
"""
