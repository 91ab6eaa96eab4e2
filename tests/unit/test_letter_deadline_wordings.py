"""Wordings by which letters set deadlines, and those by which they speak of other days."""

import datetime as dt

import pytest

from archive.dates import PartialDate
from archive.importing.facts import Fact, Finding, HeadFacts
from archive.importing.segments import Segments
from archive.importing.sheet import Passage, Place
from archive.importing.texts import Known, text_facts
from archive.importing.words import LetterWords
from archive.languages import load_phrases

PHRASES = load_phrases()
WORDS = {code: LetterWords(code, PHRASES) for code in ("ru", "en")}
DATED = PartialDate.of(dt.date(2021, 9, 6))
HEAD = HeadFacts(
    date=Finding(candidates=(Fact(value=DATED, confidence=0.95, evidence=()),)),
)


def dates(language, *body):
    """Of the deadlines that are sure enough."""
    passages = tuple(Passage(text=each, place=Place(line=n)) for n, each in enumerate(body, 1))
    found = text_facts(Segments(body=passages), HEAD, WORDS[language], Known()).deadlines
    return [fact.value.date for fact in found if fact.is_sure]


@pytest.mark.parametrize(
    ("language", "expected", "body"),
    [
        ("en", ["2021-10-15"], ["Replies should reach the Bureau by 15 October 2021."]),
        ("en", ["2021-10-15"], ["Member States are requested to respond by 15 October."]),
        (
            "en",
            ["2021-10-15T16:00"],
            ["Tenders are to be received before 1600 hours on 15 October 2021."],
        ),
        (
            "en",
            ["2021-10-15T16:00"],
            [("Tenders are to be received before 1600 hours (Geneva time) on 15 October 2021.")],
        ),
        ("en", ["2021-10-15"], ["Comments should be sent not later than COB 15 October."]),
        ("en", ["2021-10-15"], ["RSVP by 15 October 2021 to rsvp@example.org."]),
        ("en", ["2021-10-15"], ["RSVP: 15 October 2021."]),
        ("en", ["2021-10-15"], ["The consultation period expires on 15 October 2021."]),
        (
            "en",
            ["2021-10-15T23:59"],
            ["Registration will remain open until 23:59 CET on 15 October 2021."],
        ),
        (
            "en",
            ["2021-10-18"],
            [
                (
                    "The deadline for the submission of proposals has been extended from 4 "
                    "October 2021 to 18 October 2021."
                )
            ],
        ),
        (
            "en",
            ["2021-10-18"],
            [
                (
                    'In paragraph 4, instead of "4 October 2021" read "18 October 2021" as the '
                    "deadline for contributions."
                )
            ],
        ),
        (
            "en",
            ["2021-10-18"],
            [
                (
                    "In paragraph 4, the deadline for contributions should read 18 October "
                    "2021 instead of 4 October 2021."
                )
            ],
        ),
        (
            "en",
            ["2021-10-20"],
            [
                (
                    "Coordinators will be able to register delegations from 1 October to 20 "
                    "October 2021."
                )
            ],
        ),
        (
            "en",
            ["2021-10-20"],
            [("Proposals may be submitted between 1 and 20 October 2021 through the portal.")],
        ),
        ("en", ["2021-10-20"], ["The registration window is open from 1 to 20 October 2021."]),
        ("en", [None], ["Comments are requested within two months of the date of this letter."]),
        ("en", [None], ["Payment must be received within 30 days of the date of the invoice."]),
        ("en", ["2021-10-15"], ["Kindly let us have your comments by 15 October 2021."]),
        (
            "en",
            ["2021-10-15"],
            [
                (
                    "I would be grateful if you could let me know by 15 October 2021 whether "
                    "your Administration wishes to host the meeting."
                )
            ],
        ),
        (
            "en",
            ["2021-10-15"],
            [("Your early reply, and in any case before 15 October 2021, would be appreciated.")],
        ),
        (
            "en",
            ["2021-10-15"],
            [
                (
                    "In order to allow sufficient time for visa processing, requests should be "
                    "submitted as early as possible and no later than 15 October 2021."
                )
            ],
        ),
        ("en", ["2021-10-15"], ["Submission of papers: 15 October 2021 (deadline)."]),
        (
            "en",
            ["2021-10-15"],
            ["The closing date for receipt of nominations is Friday, 15 October 2021."],
        ),
        ("en", ["2021-10-15T17:00"], ["Kindly submit the form by Friday 15 October 2021, 5 p.m."]),
        ("en", ["2021-10-15"], ["Responses are due on 15 October 2021."]),
        (
            "en",
            ["2021-10-15"],
            [
                (
                    "Should you wish to take the floor, please inform the secretariat before "
                    "15 October 2021."
                )
            ],
        ),
        (
            "en",
            ["2021-10-15"],
            [
                (
                    "If no reply is received by 15 October 2021, it will be assumed that your "
                    "administration agrees."
                )
            ],
        ),
        (
            "en",
            ["2021-10-15"],
            ["Participants requiring a visa must apply by 15 October at the latest."],
        ),
        (
            "en",
            ["2021-10-15T12:00"],
            ["Names are to be sent to the protocol office by Friday, 15 October, noon."],
        ),
        (
            "en",
            ["2021-10-15T12:00"],
            ["Please give us their names: Friday, 15 October, noon, at the latest."],
        ),
        ("en", ["2021-10-15"], ["Abstracts (max. 500 words) must arrive by 15.10.2021."]),
        ("en", ["2021-10-15"], ["The call for applications closes on 15 October 2021."]),
        (
            "en",
            ["2021-10-15"],
            ["Early-bird hotel rates apply to bookings made by 15 October 2021."],
        ),
        ("en", [], ["The mandate of the Chairman expires on 31 December 2021."]),
        ("en", [], ["Mr Blue's term of office ends on 31 December 2021."]),
        ("en", [], ["The agreement shall remain in force until 31 December 2021."]),
        (
            "en",
            [],
            [("Selected centres will join the network for a period ending on 31 December 2022.")],
        ),
        ("en", [], ["The exhibition will be open until 15 October 2021."]),
        ("en", [], ["The offer is valid until 15 October 2021."]),
        ("en", [], ["The report of the group will be available by 15 October 2021."]),
        ("en", [], ["The secretariat will inform applicants by 15 October 2021 of the outcome."]),
        (
            "en",
            [],
            [("The Council decided to extend the mandate of the group until 15 October 2022.")],
        ),
        ("en", [], ["Registration opens on 15 October 2021."]),
        ("en", [], ["Registration will start on 15 October 2021 at 0830 hours at the entrance."]),
        ("en", [], ["All countries should connect every school by 2030."]),
        ("en", [], ["The meeting is scheduled to end by 1700 hours on 15 October 2021."]),
        ("en", [], ["The study period ends on 31 December 2021."]),
        ("en", [], ["The deadline for contributions was 3 May 2021."]),
        ("en", [], ["Documents should be available on the website by 15 October 2021."]),
        ("en", [], ["The recommendation was approved before 15 October 2021."]),
        ("en", [], ["As from 15 October 2021, notices must be submitted in electronic form."]),
        ("en", [], ["The new edition enters into force on 15 October 2021."]),
        (
            "en",
            ["2021-11-01"],
            ["Bookings made up to 1 November 2021 benefit from a reduced rate."],
        ),
        (
            "en",
            ["2021-10-15", "2021-10-29"],
            [
                (
                    "Fellowship requests must be submitted by 15 October and registration "
                    "completed by 29 October 2021."
                )
            ],
        ),
        (
            "en",
            ["2021-10-15"],
            [
                (
                    "The questionnaire, duly completed, should be returned to BDT not later "
                    "than 15 October 2021."
                )
            ],
        ),
        ("en", ["2021-10-16T00:00"], ["Deadline for responses: Friday 15 October 2021, midnight."]),
        (
            "en",
            ["2021-10-15"],
            [
                (
                    "Objections, if any, should be communicated to the Bureau at the latest on "
                    "15 October 2021."
                )
            ],
        ),
        (
            "en",
            ["2021-10-15"],
            [("Please ensure that your contribution reaches the secretariat by 15 October.")],
        ),
        (
            "en",
            ["2021-10-15"],
            [
                (
                    "In view of the above, I should appreciate receiving your views on or "
                    "before 15 October 2021."
                )
            ],
        ),
        (
            "en",
            [None],
            [("Cities wishing to be considered should write to the secretariat by mid-October.")],
        ),
        (
            "en",
            ["2021-10-25"],
            [
                (
                    "The deadline for contributions is 12 (twelve) calendar days prior to the "
                    "meeting. They must reach TSB no later than 25 October 2021."
                )
            ],
        ),
        (
            "en",
            ["2021-10-18"],
            [("The deadline, initially set at 4 October 2021, has been moved to 18 October 2021.")],
        ),
        (
            "en",
            ["2021-10-18"],
            [("Please note that the new deadline is 18 October 2021 (and not 4 October 2021).")],
        ),
        ("ru", ["2021-10-15"], ["Ответы должны быть получены к 15 октября 2021 года."]),
        ("ru", ["2021-10-15"], ["Просьба сообщить до 15 октября 2021 года, кто примет участие."]),
        ("ru", ["2021-10-15"], ["Просим направить замечания не позже 15 октября 2021 г."]),
        ("ru", ["2021-10-15"], ["Крайний срок подачи – 15 октября 2021 года."]),
        ("ru", ["2021-10-15"], ["Последний срок представления кандидатур: 15 октября 2021 года."]),
        ("ru", ["2021-10-15"], ["Срок представления замечаний истекает 15 октября 2021 года."]),
        ("ru", ["2021-10-15"], ["Регистрация закрывается 15 октября 2021 года."]),
        ("ru", ["2021-10-15"], ["Заявки принимаются до 15 октября 2021 года."]),
        ("ru", ["2021-10-15"], ["Заявки принимаются по 15 октября 2021 года."]),
        (
            "ru",
            ["2021-10-15"],
            ["Регистрация участников проводится с 1 сентября по 15 октября 2021 года."],
        ),
        (
            "ru",
            ["2021-10-15"],
            [("Координаторы смогут регистрировать делегации с 1 октября по 15 октября 2021 года.")],
        ),
        (
            "ru",
            ["2021-10-15"],
            ["Прием заявок будет осуществляться с 10 сентября по 15 октября 2021 года."],
        ),
        (
            "ru",
            ["2021-10-15T23:59"],
            [
                (
                    "Заявки принимаются через портал с 15 сентября до 23 час. 59 мин. по "
                    "женевскому времени 15 октября 2021 года."
                )
            ],
        ),
        ("ru", [None], ["Просим подать заявку за 10 дней до начала собрания."]),
        (
            "ru",
            [None],
            ["Прошу представить ответ в течение двух месяцев с даты настоящего письма."],
        ),
        ("ru", ["2021-10-15T18:00"], ["Просьба направить анкету до 18:00 15 октября 2021 года."]),
        (
            "ru",
            ["2021-10-15"],
            [("Просьба направить анкету до конца рабочего дня (по Женеве) 15 октября 2021 года.")],
        ),
        ("ru", ["2021-10-15T12:00"], ["Просьба направить анкету до полудня 15 октября 2021 года."]),
        (
            "ru",
            ["2021-10-15"],
            ["Был бы признателен за получение вашего ответа к 15 октября 2021 года."],
        ),
        (
            "ru",
            ["2021-10-15"],
            [
                (
                    "Буду признателен, если вы сообщите нам до 15 октября с. г. о намерении "
                    "участвовать."
                )
            ],
        ),
        ("ru", ["2021-10-15"], ["Ваши ответы должны поступить в Бюро до 15 октября."]),
        ("ru", ["2021-10-18"], ["Предельный срок перенесен с 4 октября на 18 октября 2021 года."]),
        (
            "ru",
            ["2021-10-18"],
            [
                (
                    'В пункте 4 вместо "4 октября 2021 года" следует читать "18 октября 2021 '
                    'года" (срок представления вкладов).'
                )
            ],
        ),
        (
            "ru",
            ["2021-10-18"],
            [
                (
                    "Новый срок представления вкладов – 18 октября 2021 года (ранее – 4 "
                    "октября 2021 года)."
                )
            ],
        ),
        (
            "ru",
            ["2021-10-15"],
            [
                (
                    "Для своевременного оформления виз заявки следует подать как можно раньше, "
                    "но не позднее 15 октября 2021 года."
                )
            ],
        ),
        (
            "ru",
            ["2021-10-15"],
            [("Если до 15 октября 2021 года возражений не поступит, проект считается принятым.")],
        ),
        (
            "ru",
            ["2021-10-15"],
            [("Гостиницы сохраняют льготный тариф при бронировании до 15 октября 2021 года.")],
        ),
        ("ru", ["2021-10-15"], ["Срок ответа: 15.10.2021 г."]),
        ("ru", ["2021-10-15"], ["Подача заявок завершается в пятницу, 15 октября 2021 года."]),
        (
            "ru",
            ["2021-10-15"],
            [("Администрациям предлагается ответить на вопросник до 15 октября текущего года.")],
        ),
        ("ru", ["2021-10-15"], ["Крайняя дата получения взносов – 15 октября 2021 года."]),
        (
            "ru",
            ["2021-10-15"],
            [
                (
                    "Государства-Члены, желающие принять собрание, должны уведомить об этом "
                    "Генерального секретаря не позднее 15 октября 2021 года."
                )
            ],
        ),
        ("ru", ["2021-10-15"], ["Последним днем приема аннотаций является 15 октября 2021 года."]),
        ("ru", ["2021-10-15"], ["Просим подтвердить участие в срок не позднее 15 октября."]),
        (
            "ru",
            ["2021-10-15", "2021-10-29"],
            [
                (
                    "Заявки на стипендии следует направить до 15 октября, а зарегистрироваться "
                    "до 29 октября 2021 года."
                )
            ],
        ),
        ("ru", [], ["Срок полномочий председателя истекает 31 декабря 2021 года."]),
        ("ru", [], ["Отобранные центры войдут в сеть на срок до 31 декабря 2022 года."]),
        ("ru", [], ["Соглашение действует до 31 декабря 2021 года."]),
        ("ru", [], ["Выставка будет открыта до 15 октября 2021 года."]),
        ("ru", [], ["Секретариат сообщит о результатах до 15 октября 2021 года."]),
        ("ru", [], ["Отчет будет опубликован до 15 октября 2021 года."]),
        ("ru", [], ["Мандат группы продлен до 31 декабря 2022 года."]),
        ("ru", [], ["Регистрация открывается 15 октября 2021 года."]),
        ("ru", [], ["К 2030 году следует подключить все школы."]),
        ("ru", [], ["Исследовательский период завершается 31 декабря 2021 года."]),
        ("ru", [], ["Срок представления вкладов истек 3 мая 2021 года."]),
        ("ru", [], ["Собрание продлится до 15 октября 2021 года."]),
        (
            "ru",
            [],
            [("Начиная с 15 октября 2021 года заявки следует представлять в электронной форме.")],
        ),
        ("ru", [], ["Рекомендация вступает в силу 15 октября 2021 года."]),
        ("ru", [], ["Срок действия визы должен истекать не ранее 15 октября 2021 года."]),
        ("ru", [], ["Проект повестки дня будет размещен к 15 октября 2021 года."]),
        ("ru", [], ["Группа собиралась с 11 по 15 октября 2021 года."]),
        ("ru", ["2021-10-15"], ["Просьба известить об этом до 15 октября."]),
        (
            "ru",
            ["2021-10-25"],
            [
                (
                    "Предельный срок получения вкладов – за 12 (двенадцать) календарных дней "
                    "до собрания. Такие вклады публикуются и, следовательно, должны поступить "
                    "в БСЭ не позднее 25 октября 2021 года."
                )
            ],
        ),
        ("ru", ["2021-10-15"], ["Вопросник просим заполнить в\nсрок до\n15 октября 2021 года."]),
        ("ru", [None], ["Желающим выступить следует написать в секретариат до середины октября."]),
        ("ru", ["2021-10-31"], ["Просим сообщить до конца октября."]),
        ("en", ["2021-11-09"], ["Contributions must reach TSB no later than 9 Novernber 202l."]),
        (
            "en",
            ["2021-10-15T12:00"],
            [
                "Please take note of these dates:",
                "– Names of two persons: Friday, 15 October, noon",
                "– Wording of statements: to be agreed",
            ],
        ),
        (
            "en",
            ["2021-10-15", "2021-10-20"],
            [
                "Key dates:",
                "1. Registration – 15 October 2021",
                "2. Submission of contributions – 20 October 2021",
                "3. Opening of the meeting – 1 November 2021",
            ],
        ),
        (
            "en",
            ["2021-10-15", "2021-10-20"],
            [
                "Important dates:",
                "• 15 October 2021: last day for hotel bookings",
                "• 20 October 2021: pre-registration",
            ],
        ),
        (
            "ru",
            ["2021-10-15", "2021-10-20"],
            [
                "Основные даты:",
                "– 15 октября 2021 года: регистрация",
                "– 20 октября 2021 года: представление вкладов",
                "– 1 ноября 2021 года: открытие собрания",
            ],
        ),
        (
            "ru",
            ["2021-10-15", "2021-10-20"],
            [
                "Ключевые даты\n",
                "Регистрация\t15 октября 2021 года",
                "Представление вкладов\t20 октября 2021 года",
            ],
        ),
        (
            "ru",
            ["2021-10-15", "2021-10-20"],
            [
                "Основные предельные сроки",
                "Два месяца",
                "15 октября 2021 года",
                "– представить вклады",
                "Один месяц",
                "20 октября 2021 года",
                "– зарегистрироваться",
            ],
        ),
        (
            "en",
            ["2021-10-04", "2021-10-08", "2021-10-20"],
            [
                "Deadlines",
                "Contributions",
                "4 October 2021",
                "Registration",
                "8 October 2021",
                "Visa requests",
                "20 October 2021",
            ],
        ),
        (
            "en",
            ["2021-10-04", "2021-10-08"],
            [
                "Key dates",
                "Registration\t4 October 2021",
                "Submission of contributions\t8 October 2021",
                "Meeting\t1 November 2021",
            ],
        ),
        (
            "en",
            ["2021-10-04", "2021-10-08"],
            [
                "The deadlines are as follows:",
                "a) fellowship requests: 4 October 2021;",
                "b) hotel bookings: 8 October 2021.",
            ],
        ),
        (
            "ru",
            ["2021-10-15"],
            ["Заявки на визовую поддержку направляются не позднее пятницы, 15 октября."],
        ),
        ("ru", ["2021-10-15"], ["Анкета возвращается в Бюро к 15 октября."]),
        ("ru", ["2021-10-15"], ["Ожидаем ваши предложения до 15 октября."]),
        ("ru", ["2021-10-15"], ["Ваши соображения хотелось бы получить до 15 октября."]),
        ("ru", ["2021-10-15"], ["Прием тезисов продлен до 15 октября 2021 года."]),
        ("ru", ["2021-10-15"], ["Взносы подлежат уплате до 15 октября 2021 года."]),
        ("ru", ["2021-10-15"], ["Дата закрытия приема заявок: 15 октября 2021 года."]),
        ("ru", ["2021-10-15"], ["Окончание приема заявок – 15 октября 2021 года."]),
        (
            "ru",
            ["2021-10-15T17:00"],
            ["Кандидатуры принимаются до 17:00 (время женевское) 15 октября."],
        ),
        ("ru", ["2021-10-15"], ["Для бронирования номеров обращайтесь в гостиницу до 15 октября."]),
        ("ru", ["2021-10-15"], ["Участие следует подтвердить самое позднее 15 октября 2021 года."]),
        (
            "ru",
            ["2021-10-15"],
            ["Заполненную форму (Приложение 1) верните, пожалуйста, до 15 октября."],
        ),
        (
            "ru",
            ["2021-10-15T00:00"],
            [("Голосование по переписке завершится в 24 час. 00 мин. 14 октября 2021 года.")],
        ),
        (
            "ru",
            ["2021-10-15"],
            [
                (
                    "Следует представить ответ, отправив его по электронной почте, до 15 "
                    "октября 2021 г. (включительно)."
                )
            ],
        ),
        ("ru", ["2021-10-15"], ["Последняя дата подачи документов – 15 октября 2021 года."]),
        ("ru", [], ["Конкурс проводился с 1 по 15 октября 2021 года."]),
        (
            "ru",
            [],
            [("Курс проводится с 1 по 15 октября 2021 года; зарегистрироваться можно на сайте.")],
        ),
        (
            "ru",
            [],
            [("Регистрация на форум, который пройдет с 11 по 15 октября 2021 года, открыта.")],
        ),
        ("ru", [], ["Директор избран на период до 31 декабря 2022 года."]),
        ("ru", [], ["Скидка предоставляется с 1 октября 2021 года."]),
        ("ru", [], ["Доступ к документам будет открыт до 15 октября 2021 года."]),
        ("ru", [], ["Гостиница находится в 15 минутах; заезд до 15 октября невозможен."]),
        ("ru", [], ["Документы, представленные до 15 октября 2021 года, уже размещены на сайте."]),
        ("ru", [], ["Помещения предоставляются до 15 октября 2021 года."]),
        ("ru", [], ["С 1 октября по 15 октября 2021 года офис закрыт."]),
        ("ru", [], ["Бюро обработает все заявки до 15 октября 2021 года."]),
        ("ru", [], ["Мы планируем направить результаты до 15 октября."]),
        ("ru", [], ["Членские взносы за период до 31 декабря 2021 года уплачены."]),
        ("ru", [], ["Полученные до 15 октября ответы будут опубликованы."]),
        ("en", ["2021-10-15"], ["Kindly return the attached form, duly signed, by 15 October."]),
        (
            "en",
            ["2021-10-15"],
            [
                (
                    "You are kindly invited to submit your nominations no later than Friday, "
                    "15th October 2021."
                )
            ],
        ),
        ("en", ["2021-10-15"], ["Nominations close on 15 October 2021."]),
        ("en", ["2021-10-15"], ["Registration closes 15 October 2021."]),
        ("en", ["2021-10-15"], ["The final date for booking is 15 October 2021."]),
        ("en", ["2021-10-15"], ["Payment is due by 15 October 2021."]),
        ("en", ["2021-10-15"], ["Please contact Ms Lee by 15 October if you plan to attend."]),
        (
            "en",
            ["2021-10-15"],
            ["Administrations that wish to comment have until 15 October 2021."],
        ),
        ("en", ["2021-10-15"], ["Proposals will be accepted up to 15 October 2021."]),
        (
            "en",
            ["2021-10-15T23:59"],
            ["Voting by correspondence ends at 2359 hours UTC on 15 October 2021."],
        ),
        (
            "en",
            ["2021-10-15T17:00"],
            ["Applications must be lodged by 17:00 hours on 15 October 2021."],
        ),
        ("en", ["2021-10-15"], ["Deadline to register: 15 Oct. 2021"]),
        ("en", ["2021-10-15"], ["Those interested should express interest by October 15, 2021."]),
        (
            "en",
            ["2021-10-15"],
            [
                (
                    "We would appreciate receiving your views at your earliest convenience, "
                    "but by 15 October at the latest."
                )
            ],
        ),
        ("en", ["2021-10-15"], ["The time limit for objections is 15 October 2021."]),
        ("en", ["2021-10-15"], ["Your reply is expected by 15 October 2021."]),
        ("en", ["2021-10-15"], ["Comments are welcome until 15 October 2021."]),
        ("en", [None], ["Registration closes five days before the meeting."]),
        ("en", [], ["Refunds are possible until 15 October 2021."]),
        ("en", [], ["The hotel will hold the rooms until 15 October 2021."]),
        ("en", [], ["Delegates arriving before 15 October 2021 will find the building closed."]),
        ("en", [], ["The project will run from 1 October to 15 October 2021."]),
        ("en", [], ["The course, open to all, will be held from 11 to 15 October 2021."]),
        (
            "en",
            [],
            [("Participants can register on site for the workshop from 11 to 15 October 2021.")],
        ),
        ("en", [], ["Replies received before 15 October 2021 have been published."]),
        ("en", [], ["The Bureau will process all requests by 15 October 2021."]),
        ("en", [], ["ITU is committed to reaching the target by 31 December 2022."]),
        ("en", [], ["The premises may be visited from 1 to 15 October 2021."]),
        ("en", [], ["We expect to publish the results by 15 October 2021."]),
        ("en", [], ["The chairman, elected until 31 December 2021, may be re-elected."]),
        (
            "en",
            [],
            [("Satellite networks received before 15 October 2021 are listed in the annex.")],
        ),
        ("en", [], ["The transitional period runs until 15 October 2021."]),
    ],
)
def test_the_ways_in_which_letters_set_deadlines_and_speak_of_other_days(language, expected, body):
    assert dates(language, *body) == expected


ONE, TWO = "2021-10-01", "2021-10-15"


@pytest.mark.parametrize(
    ("language", "expected", "body"),
    [
        (
            "en",
            [TWO],
            ["Registration is free. It opens on 1 October 2021 and closes on 15 October."],
        ),
        ("ru", [TWO], ["Регистрация обязательна. Она завершится 15 октября 2021 года."]),
        ("en", [], ["The Forum is free. It opens on 1 October 2021 and closes on 15 October."]),
        ("en", [], ["The centres will be engaged for the period from 1 to 15 October 2021."]),
        (
            "en",
            [f"{TWO}T16:00"],
            [
                "The deadline for papers is seven calendar days (1600 hours UTC) prior to the "
                "start of the meeting, that is to say, 15 October 2021, at 1600 hours UTC."
            ],
        ),
        (
            "ru",
            [f"{TWO}T16:00"],
            [
                "Вклады должны быть получены не позднее чем за семь календарных дней (16 час. 00 "
                "мин. UTC) до начала собрания, т. е. 15 октября 2021 года, 16 час. 00 мин. UTC."
            ],
        ),
        (
            "en",
            ["2021-10-16T00:00"],
            [
                'For "2400 hours UTC on 13 October 2021" please read "2400 hours UTC on 15 '
                'October 2021". Please return the form by the corrected date.'
            ],
        ),
        (
            "en",
            [TWO],
            ['Replace "papers must be sent by 1 October" by "papers must be sent by 15 October".'],
        ),
        (
            "ru",
            [TWO],
            [
                'Фразу "вклады представляются до 1 октября 2021 года" следует читать "вклады '
                'представляются до 15 октября 2021 года".'
            ],
        ),
        (
            "ru",
            [TWO],
            [
                "В связи с этим пересмотрены и сроки:",
                "a)\tсрок представления вкладов, установленный на 1 октября 2021 года, "
                "продлевается до 15 октября 2021 года.",
            ],
        ),
        ("en", [TWO], ["The deadline of 1 October 2021 is extended by two weeks, to 15 October."]),
        ("ru", [TWO], ["Срок 1 октября 2021 года продлен на две недели, до 15 октября 2021 года."]),
        ("en", [TWO], ["Please answer as early as possible, in any event not after 15 October."]),
        ("ru", [TWO], ["Анкеты просим направлять в любом случае не после 15 октября 2021 года."]),
        ("en", [TWO], ["Letters may follow separately, up to and including 15 October 2021."]),
        ("en", [TWO], ["15 October 2021 is the last day for comments."]),
        ("ru", [TWO], ["15 октября 2021 года – последний день подачи заявок."]),
        ("ru", [TWO], ["Крайний срок – 15 октября 2021 года."]),
        ("en", [ONE, TWO], ["The deadlines are: 1 October 2021 for papers, 15 October for fees."]),
        ("ru", [ONE, TWO], ["Сроки следующие: 1 октября – статьи, 15 октября – регистрация."]),
        ("en", [TWO], ["Registration (online only): until 15 October 2021."]),
        ("en", [TWO], ["The Bureau will accept applications up until 15 October 2021."]),
        ("en", [TWO], ["The cut-off is 15 October 2021."]),
        (
            "en",
            [TWO],
            [
                "The hotel, where a block of rooms is held until 15 October 2021, should be "
                "booked directly."
            ],
        ),
        (
            "ru",
            [TWO],
            [
                "Гостиницу, где до 15 октября 2021 года удерживается блок номеров, рекомендуется "
                "бронировать непосредственно."
            ],
        ),
        ("ru", [], ["Места в гостиницах по льготной цене удерживаются до 15 октября 2021 года."]),
        ("ru", [], ["Выставку можно посетить до 15 октября 2021 года."]),
        ("ru", [], ["К 15 октября 2021 года ответили сорок стран."]),
        ("en", [], ["The number of users is expected to reach a billion by 15 October 2022."]),
        ("ru", [TWO], ["Перевод будет обеспечен, если до 15 октября поступит десять заявок."]),
        (
            "en",
            [TWO],
            [
                "The period for objections ends on 15 October 2021.",
                "Member States that object should say so no later than 15 October 2021.",
            ],
        ),
    ],
)
def test_more_wordings(language, expected, body):
    assert dates(language, *body) == expected


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "en",
            ["Key dates", "Date", "Action", "1 October 2021", "Send papers", "15 October 2021",
             "Pre-registration (online)"],
        ),
        (
            "en",
            ["Type of contribution", "Latest date", "Address", "With translation",
             "1 October 2021", "a@itu.int", "Without translation", "15 October 2021", "b@itu.int"],
        ),
        (
            "ru",
            ["Действие", "Ответственный", "Срок", "Представление аннотаций", "Авторы",
             "1 октября 2021 г.", "Регистрация", "Все", "15 октября 2021 г."],
        ),
        (
            "en",
            ["Key dates:", "•\t1 October 2021: papers", "•\t8 October 2021: notification of "
             "authors", "•\t15 October 2021: registration"],
        ),
    ],
)  # fmt: skip
def test_the_columns_of_a_table_may_be_lines(language, lines):
    assert dates(language, *lines) == [ONE, TWO]
