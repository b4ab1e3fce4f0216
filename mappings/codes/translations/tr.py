"""Terms of RDA, in Turkish."""

from __future__ import annotations

from typing import Final

RDA: Final = """
carriers/ca | bilgisayar bant kartuşu
carriers/cb | bilgisayar çip kartuşu
carriers/cd | bilgisayar diski
carriers/ce | bilgisayar disk kartuşu
carriers/cf | bilgisayar teyp kaseti
carriers/ch | bilgisayar bant makarası
carriers/ck | bilgisayar kartı
carriers/cr | çevrimiçi kaynak
carriers/eh | stereograf kartı
carriers/es | stereograf diski
carriers/gc | film şeridi kartuşu
carriers/gd | film şeridi kartı
carriers/gf | film şeridi
carriers/gs | slayt
carriers/gt | tepegöz saydamlığı
carriers/ha | apertür kart
carriers/hb | mikrofilm kartuşu
carriers/hc | mikrofilm kaseti
carriers/hd | mikrofilm makarası
carriers/he | mikrofiş
carriers/hf | mikrofiş kasetleri
carriers/hg | mikroopak
carriers/hh | mikrofilm fişi
carriers/hj | mikrofilm rulosu
carriers/mc | film kartuşu
carriers/mf | film kaseti
carriers/mo | film rulosu
carriers/mr | film makarası
carriers/na | rulo
carriers/nb | sayfa
carriers/nc | cilt
carriers/nn | sunum tahtası
carriers/no | kart
carriers/nr | nesne
carriers/pp | mikroskop lamı
carriers/sb | ses kayışı
carriers/sd | ses diski
carriers/se | ses tüpü
carriers/sg | ses kartuşu
carriers/si | film müziği makarası
carriers/sq | ses rulosu
carriers/ss | ses kaseti
carriers/st | ses bandı makarası
carriers/sw | ses teli makarası
carriers/vc | video kartuşu
carriers/vd | video disk
carriers/vf | video kaset
carriers/vr | video kaset makarası
contentTypes/cod | bilgisayar veri kümesi
contentTypes/cop | bilgisayar programı
contentTypes/crd | kartografik veri kümesi
contentTypes/crf | kartografik üç boyutlu form
contentTypes/cri | kartografik görüntü
contentTypes/crm | kartografi̇k hareketli̇ görüntü
contentTypes/crn | kartografik dokunsal üç boyutlu form
contentTypes/crt | kartografik dokunsal görüntü
contentTypes/ntm | notaya alınmış müzik
contentTypes/ntv | Notaya alınmış hareket
contentTypes/prm | gösteri müzik
contentTypes/snd | sesler
contentTypes/spw | söz
contentTypes/sti | durağan görüntü
contentTypes/tcf | dokunsal üç boyutlu form
contentTypes/tci | dokunsal görüntü
contentTypes/tcm | dokunsal notalı müzik
contentTypes/tcn | dokunsal notalı hareket
contentTypes/tct | dokunsal metin
contentTypes/tdf | üç boyutlu form
contentTypes/tdi | iki boyutlu hareketli görüntü
contentTypes/tdm | üç boyutlu hareketli görüntü
contentTypes/txt | metin
frequencies/ann | yıllık
frequencies/bin | iki yılda bir
frequencies/bmn | iki ayda bir
frequencies/bwk | iki haftada bir
frequencies/dyl | günlük
frequencies/irr | düzensiz
frequencies/mon | aylık
frequencies/qrt | çeyrek
frequencies/san | altı aylık
frequencies/smn | ayda iki kez
frequencies/swk | haftada iki kez
frequencies/ten | üç yılda bir
frequencies/ttm | ayda üç kez
frequencies/ttw | haftada üç kez
frequencies/tty | yılda üç kez
frequencies/wkl | haftalık
issuance/mono | tek birim
mediaTypes/c | bilgisayar
mediaTypes/e | stereografik
mediaTypes/g | Projeksi̇yon
mediaTypes/h | mikroform
mediaTypes/n | doğrudan
mediaTypes/p | mikroskobik
mediaTypes/s | ses
mediaTypes/v | video
mfont/lp | büyük puntolu baskı
mgeneration/discmaster | asıl disk
mgeneration/firstgen | ilk baskı
mgeneration/master | asıl kopya
mgeneration/mixedgen | karma nesil
mgeneration/mother | ana
mgeneration/original | orijinal
mgeneration/printmaster | asıl kopyanın basımı
mgeneration/servcopy | hizmet kopyası
mgeneration/stamper | danmgalayıcı
mgeneration/tapedupe | asıl kasedi çoğaltma
mgeneration/testpress | test basımı
mgeneration/viewcopy | görüntüleme kopyası
mgroove/coarse | geniş oluk
mgroove/micro | Taş plak
millus/coa | arma
millus/fac | tıpkıbasım
millus/for | form
millus/gnt | soyağacı tablosu
millus/ill | resimleme
millus/ilm | aydınlatma
millus/map | harita
millus/pht | fotoğraf
millus/pln | plan
millus/por | portre
millus/sam | örnek
mmaterial/ace | asetat
mmaterial/alu | alüminyum
mmaterial/brb | Bristol kağıdı
mmaterial/can | kanvas
mmaterial/crd | karton
mmaterial/dia | diazo emülsiyonu
mmaterial/fer | manyetik parçacıklar
mmaterial/gls | cam
mmaterial/hdb | sunta
mmaterial/lac | cila
mmaterial/lea | deri
mmaterial/mtl | metal
mmaterial/nit | nitrat
mmaterial/pap | kağıt
mmaterial/par | parşömen
mmaterial/pla | plastik
mmaterial/plt | alçı
mmaterial/pol | polyester
mmaterial/por | porselen
mmaterial/saf | güvenlik tabanı
mmaterial/she | şellak
mmaterial/ski | cilt
mmaterial/slh | gümüş halojenür emülsiyon
mmaterial/sto | taş
mmaterial/syn | sentetik
mmaterial/tex | tekstil
mmaterial/tri | triasetat
mmaterial/vel | tirşe kağıt
mmaterial/ves | veziküler emülsiyon
mmaterial/vny | vinil
mmaterial/wax | balmumu
mmaterial/wod | ahşap
mmusicformat/chscore | koro puanı
mmusicformat/conscore | yoğunlaştırılmış müzik notası
mmusicformat/pianoscore | piyano partisyonu
mmusicformat/score | skor
mmusicformat/studyscore | çalışma puanı
mmusicformat/vocalscore | vokal partisyon
mplayback/mon | mono
mplayback/mul | çevrelemek
mplayback/ste | stereo
mpolarity/neg | negatif
mpolarity/pos | pozitif
mpresformat/3d | 3D (3 Boyutlu)
mpresformat/silent | standart sessiz diyafram
mpresformat/sound | standart ses açıklığı
mproduction/blueline | prova baskı süreci
mproduction/photocopy | fotokopi
mrecmedium/mag | Manyetik
mrecmedium/magopt | Manyetik-optik
mrecmedium/opt | Optik
mrectype/digital | dijital
mreductionratio/high | yüksek oranlı küçültme
mreductionratio/low | düşük indirgeme
mreductionratio/normal | Bir mikro form kaynağı için 16 × ile 30 × arasında bir küçültme oranı tanımı.
mreductionratio/ultrahigh | ultra yüksek indirgeme
mreductionratio/veryhigh | çok yüksek indirgeme
msoundcontent/silent | sessiz
msoundcontent/sound | ses
mspecplayback/ccir | CCIR şifrelenmiş
mspecplayback/cx | CX kodlanmış
mspecplayback/dbx | dbx kodlanmış
mspecplayback/dolbya | Dolby-A kodlanmış
mspecplayback/dolbyb | Dolby-B kodlanmış
mspecplayback/dolbyc | Dolby-C kodlanmış
mspecplayback/nab | NAB standardı
mtactile/brail | braille kodu
mvidformat/8mm | 8 mm
mvidformat/betacam | Betacam
mvidformat/betamax | Betamax
mvidformat/betasp | Betacam SP
mvidformat/ced | CED
mvidformat/d2 | D-2
mvidformat/eiaj | EIAJ
mvidformat/hi8mm | Hi-8 mm
mvidformat/laser | lazer optik
mvidformat/mii | M-II
mvidformat/quad | Quadruplex
mvidformat/svhs | Super-VHS
mvidformat/typec | Type C
mvidformat/vhs | VHS
"""
