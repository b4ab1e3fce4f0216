"""Terms of RDA and our own names for roles, classes, formats and availability, in Arabic."""

from __future__ import annotations

from typing import Final

RDA: Final = """
carriers/ca | خرطوشة شريط حاسب
carriers/cb | خرطوشة رقاقة حاسب
carriers/cd | قرص حاسب
carriers/ce | خرطوشة قرص حاسب
carriers/cf | كاسيت شريط حاسب
carriers/ch | بكرة شريط حاسب
carriers/ck | بطاقة حاسب
carriers/cr | مصدر على الخط المباشر
carriers/eh | بطاقة صور مجسمة
carriers/es | قرص صورة مجسمة
carriers/gc | خرطوشة شريحة فيلمية
carriers/gd | جذاذة فيلمية
carriers/gf | شريحة فيلمية
carriers/gs | شريحة ضوئية
carriers/gt | مجموعات الشفافات
carriers/ha | بطاقة ذات فتحات
carriers/hb | خرطوشة مصغر فيلمي
carriers/hc | كاسيت مصغر فيلمي
carriers/hd | بكرة مصغر فيلمي
carriers/he | بطاقة فيلمية مصغرة
carriers/hf | كاسيت بطاقة فيلمية مصغرة
carriers/hg | مصغر معتم
carriers/hh | جذاذة مصغر فيلمي
carriers/hj | لفافة مصغر فيلمي
carriers/mc | خرطوشة فيلم
carriers/mf | كاسيت فيلم
carriers/mo | لفافة فيلم
carriers/mr | بكرة فيلم
carriers/na | لفافة
carriers/nb | وارق
carriers/nc | مجلد
carriers/nn | لوحة قلابة
carriers/no | بطاقة
carriers/nr | كيان
carriers/pp | شريحة مجهرية
carriers/sb | حزمة صوتية
carriers/sd | قرص صوتي
carriers/se | أسطوانة صوت
carriers/sg | خرطوشة صوت
carriers/si | بكرة مسار صوتى
carriers/sq | لفافة صوتية
carriers/ss | شريط كاسيت صوتي
carriers/st | بكرة شريط صوتي
carriers/sw | بكرة سلكية صوتية
carriers/vc | خرطوشة مرئية
carriers/vd | قرص مرئي
carriers/vf | كاسيت مرئي
carriers/vr | بكرة شريط مرئي
contentTypes/cod | مجموعة بيانات حاسوبية
contentTypes/cop | برنامج حاسوبي
contentTypes/crd | مجموعة بيانات خرائطية
contentTypes/crf | شكل خرائطي ثلاثي الأبعاد
contentTypes/cri | صورة خرائطية
contentTypes/crm | صورة خرائطية متحركة
contentTypes/crn | شكل خرائطي ملموس ثلاثي الأبعاد
contentTypes/crt | صورة لمسية خرائطية
contentTypes/ntm | موسيقى مدونة
contentTypes/ntv | حركة مدونة
contentTypes/prm | موسيقى مؤداة
contentTypes/snd | أصوات
contentTypes/spw | كلمة منطوقة
contentTypes/sti | صورة ثابتة
contentTypes/tcf | شكل ملموس ثلاثي الأبعاد
contentTypes/tci | صورة ملموسة
contentTypes/tcm | موسيقى مدونة ملموسة
contentTypes/tcn | حركة مدونة ملموسة
contentTypes/tct | نص ملموس
contentTypes/tdf | شكل ثلاثي الأبعاد
contentTypes/tdi | صورة متحركة ثنائية الأبعاد
contentTypes/tdm | صورة متحركة ثلاثية الأبعاد
contentTypes/txt | نص
frequencies/ann | سنوي
frequencies/bin | كل سنتين
frequencies/bmn | كل شهرين
frequencies/bwk | كل أسبوعين
frequencies/dyl | يومي
frequencies/irr | غير منتظم
frequencies/mon | شهري
frequencies/qrt | فصلي
frequencies/san | نصف سنوي
frequencies/smn | نصف شهري
frequencies/swk | نصف أسبوعي
frequencies/ten | كل ثلاث سنوات
frequencies/ttm | ثلاث مرات في الشهر
frequencies/ttw | ثلاث مرات أسبوعيًّا
frequencies/tty | ثلاث مرات في السنة
frequencies/wkl | أسبوعي
issuance/mono | وحدة مفردة
mediaTypes/c | الحاسوب
mediaTypes/e | صورة مجسمة
mediaTypes/g | إسقاطي
mediaTypes/h | مصغرات فلمية/الميكروفورم
mediaTypes/n | دون وسيط
mediaTypes/p | مجهري
mediaTypes/s | صوتي
mediaTypes/v | فيديو
mfont/lp | طباعة بحروف كبيرة
mgeneration/discmaster | قرص أصلي
mgeneration/firstgen | الجيل الاول
mgeneration/master | رئيسي/أصلي
mgeneration/mixedgen | جيل مختلط
mgeneration/mother | رئيسي
mgeneration/original | أصلي
mgeneration/printmaster | نسخة الطباعة الأصلية
mgeneration/servcopy | نسخة جاهزة للاستخدام
mgeneration/stamper | آلة ختم
mgeneration/tapedupe | الشريط الأصلي للاستنساخ
mgeneration/testpress | اختبار النسخة
mgeneration/viewcopy | نسخة العرض
mgroove/coarse | ثلم خشن
mgroove/micro | ثلم دقيق
millus/coa | شعارات الدرع أو النبالة
millus/fac | نسخة طبق الأصل
millus/for | الشكل
millus/gnt | جدول الأنساب
millus/ill | إيضاحيات
millus/ilm | الزخرفة
millus/map | خريطة
millus/pht | صورة فوتوغرافية
millus/pln | مخطط بياني
millus/por | صورة
millus/sam | عينة
mmaterial/ace | خلّات
mmaterial/alu | الألومنيوم
mmaterial/brb | ألواح بريستول
mmaterial/can | خيش التجليد (الكنفا)
mmaterial/crd | ورق مقوى
mmaterial/dia | مستحلب ديازو
mmaterial/fer | جسيمات مغناطيسية
mmaterial/gls | زجاج
mmaterial/hdb | لوح صلب
mmaterial/lac | ورنيش
mmaterial/lea | جلد
mmaterial/mtl | فلز
mmaterial/nit | نترات
mmaterial/pap | ورق
mmaterial/par | المخطوطات
mmaterial/pla | بلاستيك
mmaterial/plt | جص
mmaterial/pol | البوليستر
mmaterial/por | الخزف
mmaterial/saf | قاعدة الأمان
mmaterial/she | صمغ اللك
mmaterial/ski | الجلد
mmaterial/slh | مستحلب هاليد الفضة
mmaterial/sto | حجر
mmaterial/syn | اصطناعي
mmaterial/tex | النسيج
mmaterial/tri | ثلاثي أسيتات السليولوز
mmaterial/vel | رِق
mmaterial/ves | مستحلب حويصلي
mmaterial/vny | الفينيل
mmaterial/wax | الشمع
mmaterial/wod | خشب
mmusicformat/chscore | مدونة الكورال
mmusicformat/conscore | مدونة مكثفة
mmusicformat/pianoscore | مدونة بيانو
mmusicformat/score | مدونة
mmusicformat/studyscore | مدونة للدراسة
mmusicformat/vocalscore | مدونة غنائية للصوت البشري
mplayback/mon | أحادي الصوت
mplayback/mul | محيطي
mplayback/ste | مجسم الصوت
mpolarity/neg | سلبية
mpolarity/pos | إيجابية
mpresformat/3d | ثلاثية الأبعاد
mpresformat/silent | فتحة معيارية لفيلم صامت
mpresformat/sound | فتحة صوت معيارية
mproduction/blueline | عملية الطبعة البيضاء
mproduction/photocopy | نسخ فوتوغرافي
mrecmedium/mag | ممغنط
mrecmedium/magopt | ممغنط– ضوئي
mrecmedium/opt | ضوئي
mrectype/digital | رقمي
mreductionratio/high | تصغير مرتفع
mreductionratio/low | تصغير منخفض
mreductionratio/normal | تصغير عادي
mreductionratio/ultrahigh | تصغير فائق
mreductionratio/veryhigh | تصغير مرتفع جدًّا
msoundcontent/silent | صامت
msoundcontent/sound | الصوت
mspecplayback/ccir | معيار اللجنة الاستشارية للبث الإذاعي (CCIR) المكود
mspecplayback/cx | ترميز CX
mspecplayback/dbx | ترميز dbx
mspecplayback/dolbya | ترميز دولبي إيه
mspecplayback/dolbyb | ترميز دولبي بي
mspecplayback/dolbyc | ترميز دولبي سي
mspecplayback/nab | معيار الرابطة الوطنية للإذاعيين
mtactile/brail | رموز برايل
mvidformat/8mm | ٨ مم
mvidformat/betacam | بيتا كام
mvidformat/betamax | بيتا ماكس
mvidformat/betasp | شريط بيتاكام إسْ بي
mvidformat/ced | قرص مرئي سي إي دي
mvidformat/d2 | دي-2
mvidformat/eiaj | صيغة إي آي إيه جيه EIAJ
mvidformat/hi8mm | هاي- ٨ مم.
mvidformat/laser | ليزر ضوئي
mvidformat/mii | إم -2
mvidformat/quad | النظام الرباعي
mvidformat/svhs | نظام في إتش إس سوبر
mvidformat/typec | النمط سي
mvidformat/vhs | في إتش إس
"""

OWN: Final = """
relators/abr | مختصِر
relators/act | ممثل
relators/adp | مقتبِس
relators/aft | كاتب الخاتمة
relators/ann | معلّق
relators/arc | معماري
relators/arr | موزّع موسيقي
relators/art | فنان
relators/asn | اسم مرتبط
relators/aui | كاتب المقدمة
relators/aut | مؤلف
relators/bkd | مصمم الكتاب
relators/bnd | مجلّد
relators/chr | مصمم رقصات
relators/cmm | معقّب
relators/cmp | ملحن
relators/cnd | قائد الأوركسترا
relators/col | جامع مقتنيات
relators/com | جامع
relators/cre | منشئ
relators/ctb | مساهم
relators/ctg | رسام خرائط
relators/cur | قيّم
relators/dgg | الجهة المانحة للدرجة
relators/dnc | راقص
relators/drt | مخرج
relators/dte | المُهدى إليه
relators/edt | محرر
relators/egr | نقّاش
relators/flm | محرر الفيلم
relators/fmo | مالك سابق
relators/hnr | المُكرَّم
relators/hst | مضيف
relators/ill | رسام
relators/isb | الهيئة المصدرة
relators/itr | عازف
relators/ive | المُقابَل
relators/ivr | محاور
relators/lbt | كاتب الأوبرا
relators/lyr | كاتب الأغاني
relators/mus | موسيقي
relators/nrt | راوٍ
relators/oth | آخر
relators/own | مالك
relators/pbl | ناشر
relators/pht | مصور فوتوغرافي
relators/prf | مؤدٍّ
relators/pro | منتج
relators/prt | طابع
relators/red | محرر نصوص
relators/scr | ناسخ
relators/sgn | موقّع
relators/sng | مغنٍّ
relators/spk | متحدث
relators/spn | راعٍ
relators/ths | مشرف الرسالة
relators/trl | مترجم
relators/wam | كاتب المواد المصاحبة
relators/win | كاتب التمهيد
relators/wpr | كاتب التصدير
mediaTypes/x | أخرى
mediaTypes/z | غير محدد
format/microform | مصغرات
format/e-journal | دورية إلكترونية
format/journal | دورية
format/website | موقع إلكتروني
format/map | خريطة
format/score | نوتة موسيقية
format/music | تسجيل موسيقي
format/audiobook | تسجيل صوتي
format/video | فيديو
format/image | صورة
format/archive | مادة أرشيفية
format/manuscript | مخطوط
format/data | بيانات أو برمجيات
format/object | مجسّم
format/e-book | كتاب إلكتروني
format/book | كتاب
availability/available | متاح الآن
availability/unavailable | غير متاح
availability/online | على الإنترنت
class/Text | نص
class/NotatedMusic | موسيقى مدوّنة
class/MusicAudio | موسيقى
class/NonMusicAudio | كلام منطوق
class/Audio | صوت
class/MovingImage | صورة متحركة
class/StillImage | صورة ثابتة
class/MixedMaterial | مواد مختلطة
class/Cartography | خرائط وبيانات جغرافية
class/Dataset | مجموعة بيانات
class/Multimedia | وسائط متعددة
class/Object | مجسّم
class/Monograph | كتاب مفرد
class/Serial | مطبوع مسلسل
class/Integrating | مورد متكامل
class/Collection | مجموعة
class/Series | سلسلة
class/Manuscript | مخطوط
"""
