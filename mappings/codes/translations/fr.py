"""Terms of RDA and our own names for roles, classes, formats and availability, in French."""

from __future__ import annotations

from typing import Final

RDA: Final = """
carriers/ca | cartouche de bande informatique
carriers/cb | cartouche à puce informatique
carriers/cd | disque informatique
carriers/ce | cartouche de disque informatique
carriers/cf | cassette de bande informatique
carriers/ch | bobine de bande informatique
carriers/ck | carte informatique
carriers/cr | ressource en ligne
carriers/eh | carte stéréoscopique
carriers/es | disque stéréoscopique
carriers/gc | cartouche de film fixe
carriers/gd | film fixe court
carriers/gf | film fixe
carriers/gs | diapositive
carriers/gt | transparent pour rétroprojecteur
carriers/ha | carte à fenêtre
carriers/hb | cartouche de microfilm
carriers/hc | cassette de microfilm
carriers/hd | bobine de microfilm
carriers/he | microfiche
carriers/hf | cassette de microfiches
carriers/hg | micro-opaque
carriers/hh | microfilm court
carriers/hj | rouleau de microfilm
carriers/mc | cartouche de film
carriers/mf | cassette de film
carriers/mo | rouleau de film
carriers/mr | bobine de film
carriers/na | rouleau
carriers/nb | feuille
carriers/nc | volume
carriers/nn | tableau à feuilles mobiles
carriers/no | fiche
carriers/nr | objet
carriers/pp | lame pour microscope
carriers/sb | courroie audio
carriers/sd | disque audio
carriers/se | cylindre audio
carriers/sg | cartouche audio
carriers/si | bobine de piste sonore
carriers/sq | rouleau audio
carriers/ss | cassette audio
carriers/st | bobine de bande audio
carriers/sw | bobine de fil audio
carriers/vc | cartouche vidéo
carriers/vd | vidéodisque
carriers/vf | cassette vidéo
carriers/vr | bobine de bande vidéo
contentTypes/cod | données informatiques
contentTypes/cop | programme informatique
contentTypes/crd | données cartographiques
contentTypes/crf | forme cartographique tridimensionnelle
contentTypes/cri | image cartographique
contentTypes/crm | image cartographique animée
contentTypes/crn | forme cartographique tridimensionnelle tactile
contentTypes/crt | image cartographique tactile
contentTypes/ntm | musique notée
contentTypes/ntv | mouvement noté
contentTypes/prm | musique exécutée
contentTypes/snd | sons
contentTypes/spw | parole énoncée
contentTypes/sti | image fixe
contentTypes/tcf | forme tridimensionnelle tactile
contentTypes/tci | image tactile
contentTypes/tcm | musique notée tactile
contentTypes/tcn | mouvement noté tactile
contentTypes/tct | texte tactile
contentTypes/tdf | forme tridimensionnelle
contentTypes/tdi | image animée bidimensionnelle
contentTypes/tdm | image animée tridimensionnelle
contentTypes/txt | texte
frequencies/ann | annuel
frequencies/bin | biennal
frequencies/bmn | bimestriel
frequencies/bwk | toutes les deux semaines
frequencies/dyl | quotidien
frequencies/irr | irrégulier
frequencies/mon | mensuel
frequencies/qrt | trimestriel
frequencies/san | semestriel
frequencies/smn | bimensuel
frequencies/swk | bihebdomadaire
frequencies/ten | triennal
frequencies/ttm | trois fois par mois
frequencies/ttw | trois fois par semaine
frequencies/tty | trois fois par an
frequencies/wkl | hebdomadaire
issuance/mono | unité isolée
mediaTypes/c | informatique
mediaTypes/e | stéréoscopique
mediaTypes/g | projeté
mediaTypes/h | microforme
mediaTypes/n | sans médiation
mediaTypes/p | microscopique
mediaTypes/s | audio
mediaTypes/v | vidéo
mfont/lp | gros caractères
mgeneration/discmaster | père
mgeneration/firstgen | première génération
mgeneration/master | matrice
mgeneration/mixedgen | génération mixte
mgeneration/mother | mère
mgeneration/original | original
mgeneration/printmaster | matrice de tirage
mgeneration/servcopy | copie de consultation
mgeneration/stamper | matrice de pressage
mgeneration/tapedupe | matrice de duplication de bande
mgeneration/testpress | disque-épreuve
mgeneration/viewcopy | copie de visionnement
mgroove/coarse | sillon large
mgroove/micro | microsillon
millus/coa | armoiries
millus/fac | fac-similé
millus/for | formulaire
millus/gnt | tableau généalogique
millus/ill | illustration
millus/ilm | enluminure
millus/map | carte
millus/pht | photographie
millus/pln | plan
millus/por | portrait
millus/sam | échantillon
mmaterial/ace | acétate
mmaterial/alu | aluminium
mmaterial/brb | bristol
mmaterial/can | canevas
mmaterial/crd | carton
mmaterial/dia | émulsion diazoïque
mmaterial/fer | particules magnétiques
mmaterial/gls | verre
mmaterial/hdb | panneau de fibres
mmaterial/lac | laque
mmaterial/lea | cuir
mmaterial/mtl | métal
mmaterial/nit | nitrate
mmaterial/pap | papier
mmaterial/par | parchemin
mmaterial/pla | plastique
mmaterial/plt | plâtre
mmaterial/pol | polyester
mmaterial/por | porcelaine
mmaterial/saf | support de sécurité
mmaterial/she | gomme laque
mmaterial/ski | peau
mmaterial/slh | émulsion d’halogénure d’argent
mmaterial/sto | pierre
mmaterial/syn | matière synthétique
mmaterial/tex | textile
mmaterial/tri | triacétate
mmaterial/vel | vélin
mmaterial/ves | émulsion vésiculaire
mmaterial/vny | vinyle
mmaterial/wax | cire
mmaterial/wod | bois
mmusicformat/chscore | partition de chœur
mmusicformat/conscore | partition réduite
mmusicformat/pianoscore | partition de piano
mmusicformat/score | partition
mmusicformat/studyscore | partition de travail
mmusicformat/vocalscore | partition de chant
mplayback/mon | mono
mplayback/mul | ambiophonique
mplayback/ste | stéréo
mpolarity/neg | négatif
mpolarity/pos | positif
mpresformat/3d | 3D
mpresformat/silent | format standard muet
mpresformat/sound | format standard sonore
mproduction/blueline | diazocopie en bleu
mproduction/photocopy | photocopie
mrecmedium/mag | magnétique
mrecmedium/magopt | magnéto-optique
mrecmedium/opt | optique
mrectype/digital | numérique
mreductionratio/high | haute réduction
mreductionratio/low | basse réduction
mreductionratio/normal | réduction normale
mreductionratio/ultrahigh | réduction ultra-haute
mreductionratio/veryhigh | très haute réduction
msoundcontent/silent | muet
msoundcontent/sound | sonore
mspecplayback/ccir | encodage CCIR
mspecplayback/cx | encodage CX
mspecplayback/dbx | encodage dbx
mspecplayback/dolbya | encodage Dolby-A
mspecplayback/dolbyb | encodage Dolby-B
mspecplayback/dolbyc | encodage Dolby-C
mspecplayback/nab | norme NAB
mtactile/brail | braille
mvidformat/8mm | 8 mm
mvidformat/betacam | Betacam
mvidformat/betamax | Betamax
mvidformat/betasp | Betacam SP
mvidformat/ced | CED
mvidformat/d2 | D-2
mvidformat/eiaj | EIAJ
mvidformat/hi8mm | Hi-8 mm
mvidformat/laser | optique à laser
mvidformat/mii | M-II
mvidformat/quad | Quadruplex
mvidformat/svhs | Super-VHS
mvidformat/typec | Type C
mvidformat/vhs | VHS
"""

OWN: Final = """
relators/abr | abréviateur
relators/act | acteur
relators/adp | adaptateur
relators/aft | auteur de la postface
relators/ann | annotateur
relators/arc | architecte
relators/arr | arrangeur
relators/art | artiste
relators/asn | nom associé
relators/aui | auteur de l'introduction
relators/aut | auteur
relators/bkd | concepteur du livre
relators/bnd | relieur
relators/chr | chorégraphe
relators/cmm | commentateur
relators/cmp | compositeur
relators/cnd | chef d'orchestre
relators/col | collectionneur
relators/com | compilateur
relators/cre | créateur
relators/ctb | contributeur
relators/ctg | cartographe
relators/cur | commissaire
relators/dgg | établissement de soutenance
relators/dnc | danseur
relators/drt | réalisateur
relators/dte | dédicataire
relators/edt | éditeur scientifique
relators/egr | graveur
relators/flm | monteur
relators/fmo | ancien possesseur
relators/hnr | personne honorée
relators/hst | animateur
relators/ill | illustrateur
relators/isb | organisme éditeur
relators/itr | instrumentiste
relators/ive | interviewé
relators/ivr | intervieweur
relators/lbt | librettiste
relators/lyr | parolier
relators/mus | musicien
relators/nrt | narrateur
relators/oth | autre
relators/own | possesseur
relators/pbl | éditeur
relators/pht | photographe
relators/prf | interprète
relators/pro | producteur
relators/prt | imprimeur
relators/red | rédacteur
relators/scr | copiste
relators/sgn | signataire
relators/sng | chanteur
relators/spk | orateur
relators/spn | sponsor
relators/ths | directeur de thèse
relators/trl | traducteur
relators/wam | auteur du matériel d'accompagnement
relators/win | auteur de l'introduction
relators/wpr | préfacier
mediaTypes/x | autre
mediaTypes/z | non spécifié
format/microform | microforme
format/e-journal | Revue électronique
format/journal | Revue
format/website | Site web
format/map | Carte
format/score | Partition
format/music | Enregistrement musical
format/audiobook | Enregistrement parlé
format/video | Vidéo
format/image | Image
format/archive | Document d'archives
format/manuscript | Manuscrit
format/data | Données ou logiciel
format/object | Objet
format/e-book | Livre numérique
format/book | Livre
availability/available | Disponible maintenant
availability/unavailable | Non disponible
availability/online | En ligne
class/Text | Texte
class/NotatedMusic | Musique notée
class/MusicAudio | Musique
class/NonMusicAudio | Texte parlé
class/Audio | Son
class/MovingImage | Image animée
class/StillImage | Image fixe
class/MixedMaterial | Documents mixtes
class/Cartography | Cartes et géodonnées
class/Dataset | Jeu de données
class/Multimedia | Multimédia
class/Object | Objet
class/Monograph | Monographie
class/Serial | Publication en série
class/Integrating | Ressource intégratrice
class/Collection | Collection
class/Series | Série
class/Manuscript | Manuscrit
"""
