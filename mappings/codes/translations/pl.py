"""Our own names for roles, classes, formats, availability and the most frequent terms of RDA, in Polish."""

from __future__ import annotations

from typing import Final

OWN: Final = """
contentTypes/cod | dane komputerowe
contentTypes/cop | program komputerowy
contentTypes/cri | obraz kartograficzny
contentTypes/ntm | zapis muzyczny
contentTypes/prm | muzyka wykonywana
contentTypes/snd | dźwięki
contentTypes/spw | słowo mówione
contentTypes/sti | obraz nieruchomy
contentTypes/tdf | forma trójwymiarowa
contentTypes/tdi | dwuwymiarowy obraz ruchomy
contentTypes/txt | tekst
mediaTypes/c | komputer
mediaTypes/g | projekcja
mediaTypes/h | mikroforma
mediaTypes/n | bez urządzenia pośredniczącego
mediaTypes/s | audio
mediaTypes/v | wideo
carriers/cd | dysk komputerowy
carriers/cr | zasób online
carriers/hd | szpula mikrofilmu
carriers/he | mikrofisza
carriers/nb | arkusz
carriers/nc | wolumin
carriers/no | karta
carriers/sd | płyta dźwiękowa
carriers/vd | płyta wideo
relators/abr | autor skrótu
relators/act | aktor
relators/adp | autor adaptacji
relators/aft | autor posłowia
relators/ann | autor adnotacji
relators/arc | architekt
relators/arr | aranżer
relators/art | artysta
relators/asn | nazwa powiązana
relators/aui | autor wstępu
relators/aut | autor
relators/bkd | projektant książki
relators/bnd | introligator
relators/chr | choreograf
relators/cmm | komentator
relators/cmp | kompozytor
relators/cnd | dyrygent
relators/col | kolekcjoner
relators/com | kompilator
relators/cre | twórca
relators/ctb | współtwórca
relators/ctg | kartograf
relators/cur | kurator
relators/dgg | instytucja nadająca stopień
relators/dnc | tancerz
relators/drt | reżyser
relators/dte | adresat dedykacji
relators/edt | redaktor
relators/egr | grawer
relators/flm | montażysta
relators/fmo | dawny właściciel
relators/hnr | osoba uhonorowana
relators/hst | gospodarz programu
relators/ill | ilustrator
relators/isb | instytucja sprawcza
relators/itr | instrumentalista
relators/ive | rozmówca
relators/ivr | przeprowadzający wywiad
relators/lbt | librecista
relators/lyr | autor słów
relators/mus | muzyk
relators/nrt | narrator
relators/oth | inny
relators/own | właściciel
relators/pbl | wydawca
relators/pht | fotograf
relators/prf | wykonawca
relators/pro | producent
relators/prt | drukarz
relators/red | redaktor techniczny
relators/scr | kopista
relators/sgn | sygnatariusz
relators/sng | śpiewak
relators/spk | mówca
relators/spn | sponsor
relators/ths | promotor pracy
relators/trl | tłumacz
relators/wam | autor materiałów towarzyszących
relators/win | autor wprowadzenia
relators/wpr | autor przedmowy
mediaTypes/x | inne
mediaTypes/z | nieokreślone
format/microform | Mikroforma
format/e-journal | E-czasopismo
format/journal | Czasopismo
format/website | Strona internetowa
format/map | Mapa
format/score | Nuty
format/music | Nagranie muzyczne
format/audiobook | Nagranie słowne
format/video | Film
format/image | Ilustracja
format/archive | Archiwalia
format/manuscript | Rękopis
format/data | Dane lub oprogramowanie
format/object | Przedmiot
format/e-book | E-book
format/book | Książka
availability/available | Dostępne teraz
availability/unavailable | Niedostępne
availability/online | Online
class/Text | Tekst
class/NotatedMusic | Zapis muzyczny
class/MusicAudio | Muzyka
class/NonMusicAudio | Słowo mówione
class/Audio | Dźwięk
class/MovingImage | Obraz ruchomy
class/StillImage | Obraz nieruchomy
class/MixedMaterial | Materiał mieszany
class/Cartography | Mapy i dane geograficzne
class/Dataset | Zbiór danych
class/Multimedia | Multimedia
class/Object | Przedmiot
class/Monograph | Monografia
class/Serial | Wydawnictwo ciągłe
class/Integrating | Zasób integrujący
class/Collection | Kolekcja
class/Series | Seria
class/Manuscript | Rękopis
"""
