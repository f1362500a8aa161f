"""How speakers of other languages say the words: spelt so that their own voice says it nearly."""

from __future__ import annotations

from training.words.engine import Random
from training.words.vocabulary import WORDS

_SPELT = {
    "de": "siro wann tuh sri foor feif six sewwen äit nein app daun left reit goh stop jess noh",
    "nl": "ziero wan toe srie foor faif siks seven eet najn ap daun left rajt goo stop jes noo",
    "fr": "zirô ouane tou sri fôr faïve sixe sèvene éïte naïne eupe daoune lèfte raïte gô stope "
          "yèsse nô",
    "it": "ziro uan tu tri for faiv six seven eit nain ap daun left rait gou stop ies nou",
    "es": "siro uan tu tri for faif sics seven eit nain ap daun left rait gou stop yes nou",
    "pl": "ziro łan tu fri for fajw siks sewen ejt najn ap dałn left rajt goł stop jes noł",
    "sv": "siro uann to tri får fajv six sevven ejt najn app daun left rajt gåo stopp jess nåo",
    "pt-br": "zirou uãn tu tri fór fáivi sics séven eit náin ap dáun left ráit gou stóp iés nou",
    "fi": "siirou uan tuu trii foor faiv siks seven eit nain ap daun left rait gou stop jes nou",
    "hu": "zíró van tú szrí fór fájv sziksz szeven éjt nájn ap daun left rájt gó sztop jesz nó",
}  # fmt: skip
SPELT = {language: spelt.split() for language, spelt in _SPELT.items()}


def spell(word: str, random: Random) -> tuple[str, str]:
    """Return (language, spelling) of one of the words, or of any other text as it stands."""
    language = str(random.choice(list(SPELT)))
    return language, SPELT[language][WORDS.index(word)] if word in WORDS else word
