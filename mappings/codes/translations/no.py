"""Terms of RDA, in Norwegian."""

from __future__ import annotations

from typing import Final

RDA: Final = """
carriers/ca | databånd-cartridge
carriers/cb | kretskortkassett
carriers/cd | dataplate
carriers/ce | dataplatekassett
carriers/cf | databåndkassett
carriers/ch | databåndspole
carriers/ck | datakort
carriers/cr | online (nettilkoblet) ressurs
carriers/eh | stereobilde
carriers/es | stereografisk plate
carriers/gc | filmremsekassett
carriers/gd | filmstrimmel
carriers/gf | filmremse
carriers/gs | lysbilde
carriers/gt | overheadtransparent
carriers/ha | vinduskort
carriers/hb | mikrofilm-cartridge
carriers/hc | mikrofilmkassett
carriers/hd | mikrofilmspole
carriers/he | mikrofilmkort
carriers/hf | mikrofilmkortkassett
carriers/hg | mikro-opak
carriers/hh | mikrofilmremse
carriers/hj | mikrofilmrull
carriers/mc | film-cartridge
carriers/mf | filmkassett
carriers/mo | filmrull
carriers/mr | filmspole
carriers/na | rull
carriers/nb | ark
carriers/nc | bind
carriers/nn | flippover
carriers/no | kort
carriers/nr | gjenstand
carriers/pp | mikroskopdia
carriers/sb | audio belt
carriers/sd | lydplate
carriers/se | fonografrull
carriers/sg | lyd-cartridge
carriers/si | lydfilmspole
carriers/sq | pianorull
carriers/ss | lydkassett
carriers/st | lydbåndspole
carriers/sw | lydtrådspole
carriers/vc | video-cartridge
carriers/vd | videodisk
carriers/vf | videokassett
carriers/vr | videobåndspole
contentTypes/cod | datasett
contentTypes/cop | dataprogram
contentTypes/crd | kartografisk datasett
contentTypes/crf | kartografisk tredimensjonal form
contentTypes/cri | kartografisk bilde
contentTypes/crm | kartografisk levende bilde
contentTypes/crn | kartografisk taktil tredimensjonal form
contentTypes/crt | kartografisk taktilt bilde
contentTypes/ntm | nedskrevet musikk
contentTypes/ntv | bevegelsesnotasjon
contentTypes/prm | framført musikk
contentTypes/snd | lyder
contentTypes/spw | tale
contentTypes/sti | stillbilde
contentTypes/tcf | taktil tredimensjonal form
contentTypes/tci | taktilt bilde
contentTypes/tcm | taktil musikknotasjon
contentTypes/tcn | taktil bevegelsesnotasjon
contentTypes/tct | taktil tekst
contentTypes/tdf | tredimensjonal form
contentTypes/tdi | todimensjonalt levende bilde
contentTypes/tdm | tredimensjonalt levende bilde
contentTypes/txt | tekst
frequencies/ann | årlig
frequencies/bin | hvert annet år
frequencies/bmn | hver annen måned
frequencies/bwk | hver annen uke
frequencies/dyl | daglig
frequencies/irr | uregelmessig
frequencies/mon | månedlig
frequencies/qrt | kvartalsvis
frequencies/san | halvårlig
frequencies/smn | to ganger i måneden
frequencies/swk | to ganger i uken
frequencies/ten | hvert tredje år
frequencies/ttm | tre ganger i måneden
frequencies/ttw | tre ganger i uken
frequencies/tty | tre ganger i året
frequencies/wkl | ukentlig
issuance/mono | enkeltstående enhet
mediaTypes/c | datamaskin
mediaTypes/e | stereografisk
mediaTypes/g | projisert
mediaTypes/h | mikroform
mediaTypes/n | uformidlet
mediaTypes/p | mikroskopisk
mediaTypes/s | lydmedier
mediaTypes/v | video
mfont/lp | storskrift
mgeneration/discmaster | platemaster
mgeneration/firstgen | første generasjon
mgeneration/master | master
mgeneration/mixedgen | blandet generasjon
mgeneration/mother | mor
mgeneration/original | original
mgeneration/printmaster | trykkemaster
mgeneration/servcopy | brukseksemplar
mgeneration/stamper | matrise
mgeneration/tapedupe | lydbåndmaster for mangfoldiggjøring
mgeneration/testpress | testpressing
mgeneration/viewcopy | visningseksemplar
mgroove/coarse | brede riller
mgroove/micro | mikrorille
millus/coa | våpenskjold
millus/fac | faksimile
millus/for | skjema
millus/gnt | slektstre
millus/ill | illustrasjon
millus/ilm | illuminasjon
millus/map | kart
millus/pht | fotografi
millus/pln | plantegning
millus/por | portrett
millus/sam | utvalg
mmaterial/ace | acetat
mmaterial/alu | aluminium
mmaterial/brb | Bristolkartong
mmaterial/can | lerret
mmaterial/crd | kartong
mmaterial/dia | diazoemulsjon
mmaterial/fer | magnetiske partikler
mmaterial/gls | glass
mmaterial/hdb | hard fiberplate
mmaterial/lac | lakk
mmaterial/lea | lær
mmaterial/mtl | metall
mmaterial/nit | nitrat
mmaterial/pap | papir
mmaterial/par | pergament
mmaterial/pla | plast
mmaterial/plt | gips
mmaterial/pol | polyester
mmaterial/por | porselen
mmaterial/saf | celluloseacetatfilm
mmaterial/she | skjellakk
mmaterial/ski | skinn
mmaterial/slh | sølvhalidemulsjon
mmaterial/sto | stein
mmaterial/syn | syntetisk
mmaterial/tex | tekstil
mmaterial/tri | triacetat
mmaterial/vel | vellum
mmaterial/ves | vesikulær emulsjon
mmaterial/vny | vinyl
mmaterial/wax | voks
mmaterial/wod | treverk
mmusicformat/chscore | korpartitur
mmusicformat/conscore | particell
mmusicformat/pianoscore | klaveruttog
mmusicformat/score | partitur
mmusicformat/studyscore | studiepartitur
mmusicformat/vocalscore | klaverpartitur
mplayback/mon | mono
mplayback/mul | surround
mplayback/ste | stereo
mpolarity/neg | negativ
mpolarity/pos | positiv
mpresformat/3d | 3D
mpresformat/silent | standard silent aperture
mpresformat/sound | standard sound aperture
mproduction/blueline | blueline-prosess
mproduction/photocopy | fotokopiering
mrecmedium/mag | magnetisk
mrecmedium/magopt | magnetooptisk
mrecmedium/opt | optisk
mrectype/digital | digital
mreductionratio/high | høy reduksjon
mreductionratio/low | lav reduksjon
mreductionratio/normal | normalreduksjon
mreductionratio/ultrahigh | ultrahøy reduksjon
mreductionratio/veryhigh | svært høy reduksjon
msoundcontent/silent | lydløs
msoundcontent/sound | lyd
mspecplayback/ccir | CCIR-kodet
mspecplayback/cx | CX-kodet
mspecplayback/dbx | dbx-kodet
mspecplayback/dolbya | Dolby-A-kodet
mspecplayback/dolbyb | Dolby-B-kodet
mspecplayback/dolbyc | Dolby-C-kodet
mspecplayback/nab | NAB-standard
mtactile/brail | punktskrift
mvidformat/8mm | 8 mm
mvidformat/betacam | Betacam
mvidformat/betamax | Betamax
mvidformat/betasp | Betacam SP
mvidformat/ced | CED
mvidformat/d2 | D-2
mvidformat/eiaj | EIAJ
mvidformat/hi8mm | Hi-8 mm
mvidformat/laser | laseroptisk
mvidformat/mii | M-II
mvidformat/quad | Quadruplex
mvidformat/svhs | Super-VHS
mvidformat/typec | Type C
mvidformat/vhs | VHS
"""
