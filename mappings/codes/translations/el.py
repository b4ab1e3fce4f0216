"""Terms of RDA, in Greek."""

from __future__ import annotations

from typing import Final

RDA: Final = """
carriers/ca | κεφαλή ταινίας υπολογιστή
carriers/cb | κύκλωμα επέκτασης υπολογιστή
carriers/cd | δίσκος υπολογιστή
carriers/ce | κεφαλή δίσκου υπολογιστή
carriers/cf | κασέτα ταινίας υπολογιστή
carriers/ch | καρούλι ταινίας υπολογιστή
carriers/ck | κάρτα υπολογιστή
carriers/cr | διαδικτυακός πόρος
carriers/eh | κάρτα στερεοτυπίας
carriers/es | δίσκος στερεοτυπίας
carriers/gc | κεφαλή φωτογραφικής ταινίας
carriers/gd | δελτίο ταινίας
carriers/gf | φωτογραφική ταινία
carriers/gs | διαφάνεια
carriers/gt | υπερκεφαλική διαφάνεια
carriers/ha | κάρτα ανοίγματος
carriers/hb | κεφαλή μικροταινίας
carriers/hc | κασέτα μικροταινίας
carriers/hd | καρούλι μικροταινίας
carriers/he | μικροδελτίο
carriers/hf | κασέτα μικροδελτίου
carriers/hg | microopaque
carriers/hh | δελτίο μικροταινίας
carriers/hj | ρολό μικροδελτίου
carriers/mc | κεφαλή ταινίας
carriers/mf | κασέτα ταινίας
carriers/mo | ρολό φιλμ
carriers/mr | καρούλι ταινίας
carriers/na | ρολό
carriers/nb | φύλλο
carriers/nc | τόμος
carriers/nn | πίνακας παρουσιάσεων
carriers/no | κάρτα
carriers/nr | αντικείμενο
carriers/pp | αντικειμενοφόρος πλάκα μικροσκοπίου
carriers/sb | ζώνη ήχου
carriers/sd | δίσκος ήχου
carriers/se | κύλινδρος ήχου
carriers/sg | κεφαλή ήχου
carriers/si | καρούλι sound-track
carriers/sq | ρολό ήχου
carriers/ss | κασέτα ήχου
carriers/st | καρούλι μαγνητοταινίας ήχου
carriers/sw | καρούλι καλωδίου ήχου
carriers/vc | κεφαλή βίντεο
carriers/vd | βιντεοδίσκος
carriers/vf | βιντεοκασέτα
carriers/vr | καρούλι βιντεοταινίας
contentTypes/cod | σύνολο υπολογιστικών δεδομένων
contentTypes/cop | πρόγραμμα υπολογιστή
contentTypes/crd | σύνολο χαρτογραφικών δεδομένων
contentTypes/crf | χαρτογραφική τρισδιάστατη μορφή
contentTypes/cri | χαρτογραφική εικόνα
contentTypes/crm | χαρτογραφική κινητή εικόνα
contentTypes/crn | χαρτογραφική απτική τρισδιάστατη εικόνα
contentTypes/crt | χαρτογραφική απτική εικόνα
contentTypes/ntm | σημειογραφημένη μουσική
contentTypes/ntv | σημειογραφημένη κίνηση
contentTypes/prm | εκτελεσμένη μουσική
contentTypes/snd | ήχοι
contentTypes/spw | προφορικός λόγος
contentTypes/sti | σταθερή εικόνα
contentTypes/tcf | απτική τρισδιάστατη μορφή
contentTypes/tci | απτική εικόνα
contentTypes/tcm | απτική σημειογραφημένη μουσική
contentTypes/tcn | απτική σημειογραφημένη κίνηση
contentTypes/tct | απτικό κείμενο
contentTypes/tdf | τρισδιάστατη μορφή
contentTypes/tdi | δισδιάστατη κινητή εικόνα
contentTypes/tdm | τρισδιάστατη κινητή εικόνα
contentTypes/txt | κείμενο
frequencies/ann | ετήσια
frequencies/bin | διετία
frequencies/bmn | διμηνιαία
frequencies/bwk | δεκαπενθήμερη
frequencies/dyl | ημερήσια
frequencies/irr | άτακτη
frequencies/mon | μηνιαία
frequencies/qrt | τριμηνιαία
frequencies/san | εξάμηνη
frequencies/smn | δύο φορές τον μήνα
frequencies/swk | δισεβδομαδιαία
frequencies/ten | τριετία
frequencies/ttm | τρεις φορές τον μήνα
frequencies/ttw | τρεις φορές την εβδομάδα
frequencies/tty | τρεις φορές τον χρόνο
frequencies/wkl | εβδομαδιαία
issuance/mono | μεμονωμένη μονάδα
mediaTypes/c | ηλεκτρονικός υπολογιστής
mediaTypes/e | στερεογραφικό
mediaTypes/g | προβαλλόμενο
mediaTypes/h | μικροφόρμα
mediaTypes/n | αδιαμεσολάβητο
mediaTypes/p | μικροσκοπικό
mediaTypes/s | ακουστικό
mediaTypes/v | οπτικό
mfont/lp | μεγάλα τυπογραφικά στοιχεία
mgeneration/discmaster | πρωτότυπος δίσκος
mgeneration/firstgen | πρώτη παραγωγή
mgeneration/master | πρωτότυπο
mgeneration/mixedgen | μεικτή παραγωγή
mgeneration/mother | μητρικό
mgeneration/original | πρωτότυπο
mgeneration/printmaster | εκτύπωση πρωτοτύπου
mgeneration/servcopy | υπηρεσία αντιγράφου
mgeneration/stamper | σφραγίδα
mgeneration/tapedupe | αντίγραφο ταινίας πρωτοτύπου
mgeneration/testpress | δοκιμαστικό αντίτυπο
mgeneration/viewcopy | αντίγραφο θέασης
mmusicformat/chscore | σπαρτίτο για χορωδία
mmusicformat/conscore | συμπυκνωμένη παρτιτούρα
mmusicformat/pianoscore | μεταγραφή για πιάνο
mmusicformat/score | παρτιτούρα
mmusicformat/studyscore | παρτιτούρα για μελέτη
mmusicformat/vocalscore | σπαρτίτο
mplayback/mon | μονοφωνικός
mplayback/mul | περιφερικός
mplayback/ste | στερεοφωνικός
mpolarity/neg | αρνητική
mpolarity/pos | θετική
mtactile/brail | κώδικας μπράιγ
mvidformat/8mm | 8 mm
mvidformat/betacam | Betacam
mvidformat/betamax | Betamax
mvidformat/betasp | Betacam SP
mvidformat/ced | CED
mvidformat/d2 | D-2
mvidformat/eiaj | EIAJ
mvidformat/hi8mm | Hi-8 mm
mvidformat/laser | λέιζερ οπτικό
mvidformat/mii | M-II
mvidformat/quad | Quadruplex
mvidformat/svhs | Super-VHS
mvidformat/typec | Type C
mvidformat/vhs | VHS
"""
