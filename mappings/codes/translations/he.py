"""Terms of RDA, in Hebrew."""

from __future__ import annotations

from typing import Final

RDA: Final = """
contentTypes/cod | קבוצת נתונים למחשב
contentTypes/cop | תוכנת מחשב
contentTypes/crd | קבוצת נתונים קרטוגרפיים
contentTypes/crf | צורה קרטוגרפית תלת-ממדית
contentTypes/cri | תמונה קרטוגרפית
contentTypes/crm | תמונת-נוע קרטוגרפית
contentTypes/crn | צורה קרטוגרפית מישושית תלת-ממדית
contentTypes/crt | תמונה קרטוגרפית מישושית
contentTypes/ntm | תווי מוסיקה
contentTypes/ntv | תווי תנועה
contentTypes/prm | ביצוע מוסיקלי
contentTypes/snd | קולות
contentTypes/spw | מילה מדוברת
contentTypes/sti | תמונה
contentTypes/tcf | צורה תלת-ממדית מישושית
contentTypes/tci | תמונה מישושית
contentTypes/tcm | תווי תנועה מישושיים
contentTypes/tcn | תווי מוסיקה מישושיים
contentTypes/tct | טקסט מישושי
contentTypes/tdf | צורה תלת-ממדית
contentTypes/tdi | תמונת-נוע דו-ממדית
contentTypes/tdm | תמונת-נוע תלת-ממדית
contentTypes/txt | טקסט
"""
