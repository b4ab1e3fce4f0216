"""Terms of RDA and our own names for roles, classes, formats and availability, in Spanish."""

from __future__ import annotations

from typing import Final

RDA: Final = """
carriers/ca | cartucho de cinta de computadora
carriers/cb | cartucho de chip para computadora
carriers/cd | disco de computadora
carriers/ce | cartucho de discos de computadora
carriers/cf | casete de cinta de computadora
carriers/ch | carrete de cinta de computadora
carriers/ck | tarjeta de computadora
carriers/cr | recurso en línea
carriers/eh | tarjeta estereográfica
carriers/es | disco estereográfico
carriers/gc | cartucho de metraje
carriers/gd | filmina
carriers/gf | metraje
carriers/gs | diapositiva
carriers/gt | transparencia de retroproyector
carriers/ha | tarjeta de apertura
carriers/hb | cartucho de microfilme
carriers/hc | casete de microfilme
carriers/hd | carrete de microfilme
carriers/he | microficha
carriers/hf | casete de microficha
carriers/hg | microopaco
carriers/hh | tira de microfilme
carriers/hj | rollo de microfilm
carriers/mc | cartucho de película
carriers/mf | casete de película
carriers/mo | rollo de película
carriers/mr | carrete de película
carriers/na | rollo
carriers/nb | hoja
carriers/nc | volumen
carriers/nn | rotafolio
carriers/no | tarjeta
carriers/nr | objeto
carriers/pp | lamina de microscopio
carriers/sb | cinturón de audio
carriers/sd | disco de audio
carriers/se | cilindro de audio
carriers/sg | cartucho de audio
carriers/si | carrete de banda sonora
carriers/sq | rollo de audio
carriers/ss | audiocasete
carriers/st | carrete de cinta de audio
carriers/sw | carrete de alambre sonoro
carriers/vc | cartucho de video
carriers/vd | videodisco
carriers/vf | casete de video
carriers/vr | carrete de videocinta
contentTypes/cod | conjunto de datos para computadora
contentTypes/cop | programa de computadora
contentTypes/crd | conjunto de datos cartográficos
contentTypes/crf | forma cartográfica tridimensional
contentTypes/cri | imagen cartográfica
contentTypes/crm | imagen cartográfica en movimiento
contentTypes/crn | forma cartográfica táctil tridimensional
contentTypes/crt | imagen cartográfica táctil
contentTypes/ntm | música notada
contentTypes/ntv | movimiento notado
contentTypes/prm | música interpretada
contentTypes/snd | sonidos
contentTypes/spw | palabra hablada
contentTypes/sti | imagen fija
contentTypes/tcf | forma tridimensional táctil
contentTypes/tci | imagen táctil
contentTypes/tcm | música notada táctil
contentTypes/tcn | movimiento notado táctil
contentTypes/tct | texto táctil
contentTypes/tdf | forma tridimensional
contentTypes/tdi | imagen móvil bidimensional
contentTypes/tdm | Imagen móvil tridimensional
contentTypes/txt | texto
frequencies/ann | anual
frequencies/bin | bienal
frequencies/bmn | bimestral
frequencies/bwk | bisemanal
frequencies/dyl | diario
frequencies/irr | irregular
frequencies/mon | mensual
frequencies/qrt | trimestral
frequencies/san | semestral
frequencies/smn | bimensual
frequencies/swk | semisemanal
frequencies/ten | trienal
frequencies/ttm | tres veces al mes
frequencies/ttw | tres veces por semana
frequencies/tty | tres veces al año
frequencies/wkl | semanal
issuance/mono | unidad individual
mediaTypes/c | computadora
mediaTypes/e | estereográfico
mediaTypes/g | proyectado
mediaTypes/h | microforma
mediaTypes/n | sin mediación
mediaTypes/p | microscópico
mediaTypes/s | audio
mediaTypes/v | vídeo
mfont/lp | letra grande
mgeneration/discmaster | máster de disco
mgeneration/firstgen | primera generación
mgeneration/master | máster
mgeneration/mixedgen | generación mixta
mgeneration/mother | madre
mgeneration/original | original
mgeneration/printmaster | máster de impresión
mgeneration/servcopy | copia de servicio
mgeneration/stamper | estampador
mgeneration/tapedupe | duplicación de cinta máster
mgeneration/testpress | impresión de prueba
mgeneration/viewcopy | copia de visualización
mgroove/coarse | surco grueso
mgroove/micro | microsurco
millus/coa | escudo de armas
millus/fac | facsímil
millus/for | forma
millus/gnt | tabla genealógica
millus/ill | ilustración
millus/ilm | ilustración
millus/map | mapa
millus/pht | fotografía
millus/pln | plan
millus/por | retrato
millus/sam | muestra
mmaterial/ace | acetato
mmaterial/alu | aluminio
mmaterial/brb | cartulina Bristol
mmaterial/can | lona
mmaterial/crd | cartón
mmaterial/dia | emulsión diazo
mmaterial/fer | partículas magnéticas
mmaterial/gls | vidrio
mmaterial/hdb | tablero de fibra de alta densidad
mmaterial/lac | barniz
mmaterial/lea | cuero
mmaterial/mtl | metal
mmaterial/nit | nitrato
mmaterial/pap | papel
mmaterial/par | pergamino
mmaterial/pla | plástico
mmaterial/plt | yeso
mmaterial/pol | poliéster
mmaterial/por | porcelana
mmaterial/saf | base de seguridad
mmaterial/she | goma laca
mmaterial/ski | piel
mmaterial/slh | emulsión de haluro de plata
mmaterial/sto | piedra
mmaterial/syn | sintético
mmaterial/tex | textil
mmaterial/tri | triacetato
mmaterial/vel | vitela
mmaterial/ves | emulsión vesicular
mmaterial/vny | vinilo
mmaterial/wax | cera
mmaterial/wod | madera
mmusicformat/chscore | partitura coral
mmusicformat/conscore | partitura abreviada
mmusicformat/pianoscore | partitura de piano
mmusicformat/score | partitura
mmusicformat/studyscore | partitura para estudio
mmusicformat/vocalscore | partitura vocal
mplayback/mon | mono
mplayback/mul | envolvente
mplayback/ste | Estereo
mpolarity/neg | negativo
mpolarity/pos | positivo
mpresformat/3d | 3D
mpresformat/silent | apertura silenciosa estándar
mpresformat/sound | apertura de sonido estándar
mproduction/blueline | proceso de línea azul
mproduction/photocopy | fotocopiar
mrecmedium/mag | magnético
mrecmedium/magopt | Magneto-óptico
mrecmedium/opt | óptico
mrectype/digital | digital
mreductionratio/high | alta reducción
mreductionratio/low | baja reducción
mreductionratio/normal | reducción normal
mreductionratio/ultrahigh | reducción ultra alta
mreductionratio/veryhigh | reducción muy alta
msoundcontent/silent | silencioso
msoundcontent/sound | sonido
mspecplayback/ccir | codificado CCIR
mspecplayback/cx | CX codificado
mspecplayback/dbx | codificado dbx
mspecplayback/dolbya | Codificado Dolby-A
mspecplayback/dolbyb | Codificado Dolby-B
mspecplayback/dolbyc | Codificado Dolby-C
mspecplayback/nab | estándar NAB
mtactile/brail | código braille
mvidformat/8mm | 8 milímetros
mvidformat/betacam | Betacam
mvidformat/betamax | Betamax
mvidformat/betasp | Betacam SP
mvidformat/ced | CED
mvidformat/d2 | D-2
mvidformat/eiaj | EIAJ
mvidformat/hi8mm | Hi-8 mm
mvidformat/laser | láser óptico
mvidformat/mii | M-II
mvidformat/quad | Cuádruplex
mvidformat/svhs | Super-VHS
mvidformat/typec | Tipo C
mvidformat/vhs | VHS
"""

OWN: Final = """
relators/abr | abreviador
relators/act | actor
relators/adp | adaptador
relators/aft | autor del epílogo
relators/ann | anotador
relators/arc | arquitecto
relators/arr | arreglista
relators/art | artista
relators/asn | nombre asociado
relators/aui | autor de la introducción
relators/aut | autor
relators/bkd | diseñador del libro
relators/bnd | encuadernador
relators/chr | coreógrafo
relators/cmm | comentador
relators/cmp | compositor
relators/cnd | director de orquesta
relators/col | coleccionista
relators/com | compilador
relators/cre | creador
relators/ctb | colaborador
relators/ctg | cartógrafo
relators/cur | curador
relators/dgg | institución que otorga el grado
relators/dnc | bailarín
relators/drt | director
relators/dte | dedicatario
relators/edt | editor literario
relators/egr | grabador
relators/flm | montador
relators/fmo | antiguo poseedor
relators/hnr | homenajeado
relators/hst | presentador
relators/ill | ilustrador
relators/isb | entidad editora
relators/itr | instrumentista
relators/ive | entrevistado
relators/ivr | entrevistador
relators/lbt | libretista
relators/lyr | letrista
relators/mus | músico
relators/nrt | narrador
relators/oth | otro
relators/own | propietario
relators/pbl | editorial
relators/pht | fotógrafo
relators/prf | intérprete
relators/pro | productor
relators/prt | impresor
relators/red | redactor
relators/scr | copista
relators/sgn | firmante
relators/sng | cantante
relators/spk | orador
relators/spn | patrocinador
relators/ths | director de tesis
relators/trl | traductor
relators/wam | autor del material complementario
relators/win | autor de la introducción
relators/wpr | prologuista
mediaTypes/x | otro
mediaTypes/z | sin especificar
format/microform | Microforma
format/e-journal | Revista electrónica
format/journal | Revista
format/website | Sitio web
format/map | Mapa
format/score | Partitura
format/music | Grabación musical
format/audiobook | Grabación hablada
format/video | Video
format/image | Imagen
format/archive | Material de archivo
format/manuscript | Manuscrito
format/data | Datos o programas
format/object | Objeto
format/e-book | Libro electrónico
format/book | Libro
availability/available | Disponible ahora
availability/unavailable | No disponible
availability/online | En línea
class/Text | Texto
class/NotatedMusic | Música notada
class/MusicAudio | Música
class/NonMusicAudio | Palabra hablada
class/Audio | Sonido
class/MovingImage | Imagen en movimiento
class/StillImage | Imagen fija
class/MixedMaterial | Material mixto
class/Cartography | Mapas y geodatos
class/Dataset | Conjunto de datos
class/Multimedia | Multimedia
class/Object | Objeto
class/Monograph | Monografía
class/Serial | Publicación seriada
class/Integrating | Recurso integrable
class/Collection | Colección
class/Series | Serie
class/Manuscript | Manuscrito
"""
