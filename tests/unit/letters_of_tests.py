"""Invented letters for tests of the import: as text, in both languages."""

from __future__ import annotations

HARBOUR_RU = """\
МЕЖДУНАРОДНЫЙ СОЮЗ ЭЛЕКТРОСВЯЗИ
БЮРО СТАНДАРТИЗАЦИИ ЭЛЕКТРОСВЯЗИ

Женева, 3 марта 2025 года
Осн.: Циркуляр 400 БСЭ
Тел.: +41 22 730 1234
Факс: +41 22 730 5853
Эл. почта: harbour@itu.int
Кому:
– Членам Союза примеров
– Хранителям маяков
Предмет: Семинар "Тихие гавани" (Женева, 10 июня 2025 года)

Уважаемая госпожа,
уважаемый господин,

1\tИмею честь сообщить, что семинар "Тихие гавани" пройдет в Женеве 10 июня 2025 года.

2\tЗадачи семинара:

–\tобсудить огни;
–\tобсудить туман.

3\tПросьба зарегистрироваться не позднее 20 мая 2025 года на странице https://www.itu.int/harbour_lights/form.

С уважением,

(подпись)

Анна Пример
Директор Бюро стандартизации электросвязи
"""

HARBOUR_EN = """\
INTERNATIONAL TELECOMMUNICATION UNION
TELECOMMUNICATION STANDARDIZATION BUREAU

Geneva, 3 March 2025
Ref.: TSB Circular 400
Tel.: +41 22 730 1234
Fax: +41 22 730 5853
E-mail: harbour@itu.int
To:
– Members of the Example Union
– Keepers of lighthouses
Subject: Workshop "Quiet harbours" (Geneva, 10 June 2025)

Dear Sir/Madam,

1\tI inform you that the workshop "Quiet harbours" will be held in Geneva on 10 June 2025.

2\tThe aims of the workshop are:

–\tto discuss lights;
–\tto discuss fog.

3\tPlease register no later than 20 May 2025 at https://www.itu.int/harbour_lights/form.

Yours faithfully,

(signed)

Anna Example
Director of the Telecommunication Standardization Bureau
"""

PLAIN_EN = """\
Subject: Lamps of the northern coast

Dear colleagues,

It is a pleasure to tell you that the lamps of the coast are lit again, and their keepers well.

The lamps are described in the annex to this letter.

Yours sincerely,

Boris Sample
Head of the lighthouse service

Annex 1
Lamps of the coast

The lamp of the cape is green.
"""
