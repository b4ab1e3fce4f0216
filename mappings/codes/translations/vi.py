"""Terms of RDA, in Vietnamese."""

from __future__ import annotations

from typing import Final

RDA: Final = """
carriers/ca | hộp chứa băng máy tính
carriers/cb | hộp chứa vi mạch máy tính
carriers/cd | đĩa máy tính
carriers/ce | hộp chứa đĩa máy tính
carriers/cf | cassette băng máy tính
carriers/ch | cuộn băng máy tính
carriers/ck | thẻ máy tính
carriers/cr | tài nguyên trực tuyến
carriers/eh | thẻ lập thể
carriers/es | đĩa lập thể
carriers/gc | hộp chứa phim đèn chiếu
carriers/gd | đoạn phim
carriers/gf | phim đèn chiếu
carriers/gs | kính ảnh
carriers/gt | giấy chiếu trong suốt
carriers/ha | thẻ lỗ
carriers/hb | hộp chứa vi phim
carriers/hc | cassette vi phim
carriers/hd | cuộn vi phim
carriers/he | vi phiếu
carriers/hf | cassette vi phiếu
carriers/hg | vi cản quang
carriers/hh | đoạn vi phim
carriers/hj | cuốn vi phim
carriers/mc | hộp chứa phim
carriers/mf | cassette phim
carriers/mo | cuốn phim
carriers/mr | cuộn phim
carriers/na | cuốn
carriers/nb | tờ
carriers/nc | tập
carriers/nn | giữ giấy giá vẽ
carriers/no | thẻ
carriers/nr | vật thể
carriers/pp | kính ảnh hiển vi
carriers/sb | dải audio
carriers/sd | đĩa audio
carriers/se | trục lăn audio
carriers/sg | hộp chứa audio
carriers/si | cuộn rãnh âm thanh
carriers/sq | cuốn audio
carriers/ss | audiocassette
carriers/st | cuộn băng audio
carriers/sw | cuộn dây audio
carriers/vc | hộp chứa video
carriers/vd | đĩa video
carriers/vf | videocassette
carriers/vr | cuộn băng video
contentTypes/cod | bộ dữ liệu máy tính
contentTypes/cop | chương trình máy tính
contentTypes/crd | bộ dữ liệu bản đồ
contentTypes/crf | hình thái ba chiều bản đồ
contentTypes/cri | hình ảnh bản đồ
contentTypes/crm | hình ảnh động bản đồ
contentTypes/crn | hình thái ba chiều xúc giác bản đồ
contentTypes/crt | hình ảnh xúc giác bản đồ
contentTypes/ntm | âm nhạc ký hiệu
contentTypes/ntv | động thái ký hiệu
contentTypes/prm | âm nhạc biểu diễn
contentTypes/snd | âm thanh
contentTypes/spw | từ nói
contentTypes/sti | hình ảnh tĩnh
contentTypes/tcf | hình thái ba chiều xúc giác
contentTypes/tci | hình ảnh xúc giác
contentTypes/tcm | âm nhạc ký hiệu xúc giác
contentTypes/tcn | động thái ký hiệu xúc giác
contentTypes/tct | văn bản xúc giác
contentTypes/tdf | hình thái ba chiều
contentTypes/tdi | hình ảnh động hai chiều
contentTypes/tdm | hình ảnh động ba chiều
contentTypes/txt | văn bản
frequencies/ann | hàng năm
frequencies/bin | hàng hai năm
frequencies/bmn | hàng hai tháng
frequencies/bwk | hàng hai tuần
frequencies/dyl | hàng ngày
frequencies/irr | bất thường
frequencies/mon | hàng tháng
frequencies/qrt | hàng quý
frequencies/san | hàng nửa năm
frequencies/smn | hàng nửa tháng
frequencies/swk | hàng nửa tuần
frequencies/ten | hàng ba năm
frequencies/ttm | ba lần một tháng
frequencies/ttw | ba lần một tuần
frequencies/tty | ba lần một năm
frequencies/wkl | hàng tuần
issuance/mono | đơn vị riêng rẽ
mediaTypes/c | máy tính
mediaTypes/e | lập thể
mediaTypes/g | được chiếu
mediaTypes/h | vi dạng
mediaTypes/n | không trung gian
mediaTypes/p | hiển vi
mediaTypes/s | audio
mediaTypes/v | video
mfont/lp | in chữ lớn
mgeneration/discmaster | đĩa chủ
mgeneration/firstgen | thế hệ thứ nhất
mgeneration/master | chủ
mgeneration/mixedgen | thế hệ hỗn hợp
mgeneration/mother | mẹ
mgeneration/original | gốc
mgeneration/printmaster | bản in chủ
mgeneration/servcopy | bản sao phục vụ
mgeneration/stamper | dấu khắc
mgeneration/tapedupe | băng sao chủ
mgeneration/testpress | xử lý thử nghiệm
mgeneration/viewcopy | bản xem lại
mgroove/coarse | đường rãnh thô
mgroove/micro | vi đường rãnh
millus/coa | huy hiệu
millus/fac | bản chép
millus/for | biểu mẫu
millus/gnt | bảng phả hệ
millus/ill | minh hoạ
millus/ilm | trang trí
millus/map | bản đồ
millus/pht | bức ảnh
millus/pln | sơ đồ
millus/por | chân dung
millus/sam | mẫu vật
mmaterial/ace | acetat
mmaterial/alu | nhôm
mmaterial/brb | giấy bristol
mmaterial/can | vải bạt
mmaterial/crd | giấy bồi
mmaterial/dia | thể sữa diazo
mmaterial/fer | hạt nhiễm từ
mmaterial/gls | thuỷ tinh
mmaterial/hdb | gỗ ép
mmaterial/lac | sơn mài
mmaterial/lea | da thuộc
mmaterial/mtl | kim loại
mmaterial/nit | nitrat
mmaterial/pap | giấy
mmaterial/par | giấy da
mmaterial/pla | chất dẻo
mmaterial/plt | thạch cao
mmaterial/pol | polyeste
mmaterial/por | sứ
mmaterial/saf | cơ sở an toàn
mmaterial/she | shellac
mmaterial/ski | da
mmaterial/slh | thể sữa halogen bạc
mmaterial/sto | đá
mmaterial/syn | chất tổng hợp
mmaterial/tex | hàng dệt
mmaterial/tri | triacetate
mmaterial/vel | giấy da mịn
mmaterial/ves | thể sữa vesicular
mmaterial/vny | vinyl
mmaterial/wax | sáp
mmaterial/wod | gỗ
mmusicformat/chscore | bảng tổng phổ xướng
mmusicformat/conscore | bảng tổng phổ rút gọn
mmusicformat/pianoscore | bảng tổng phổ piano
mmusicformat/score | bảng tổng phổ
mmusicformat/studyscore | bảng tổng phổ nghiên cứu
mmusicformat/vocalscore | bảng tổng phổ thanh
mplayback/mon | đơn
mplayback/mul | lan toả
mplayback/ste | nổi
mpolarity/neg | âm
mpolarity/pos | dương
mpresformat/3d | 3D
mpresformat/silent | kẽ hở câm chuẩn
mpresformat/sound | kẽ hở tiếng chuẩn
mproduction/blueline | quá trình dòng xanh
mproduction/photocopy | sao chụp
mrecmedium/mag | từ
mrecmedium/magopt | quang-từ
mrecmedium/opt | quang
mrectype/digital | kỹ thuật số
mreductionratio/high | thu nhỏ cao
mreductionratio/low | thu nhỏ thấp
mreductionratio/normal | thu nhỏ chuẩn
mreductionratio/ultrahigh | thu nhỏ cực cao
mreductionratio/veryhigh | thu nhỏ rất cao
msoundcontent/silent | câm
msoundcontent/sound | âm thanh
mspecplayback/ccir | mã CCIR
mspecplayback/cx | mã CX
mspecplayback/dbx | mã dbx
mspecplayback/dolbya | mã Dolby-A
mspecplayback/dolbyb | mã Dolby-B
mspecplayback/dolbyc | mã Dolby-C
mspecplayback/nab | chuẩn NAB
mtactile/brail | mã braille
mvidformat/8mm | 8 mm
mvidformat/betacam | Betacam
mvidformat/betamax | Betamax
mvidformat/betasp | Betacam SP
mvidformat/ced | CED
mvidformat/d2 | D-2
mvidformat/eiaj | EIAJ
mvidformat/hi8mm | Hi-8 mm
mvidformat/laser | Laser quang
mvidformat/mii | M-II
mvidformat/quad | Quadruplex
mvidformat/svhs | Super-VHS
mvidformat/typec | Type C
mvidformat/vhs | VHS
"""
