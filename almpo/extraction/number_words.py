"""Small numbers in words, in en, de, fr, es, it, pl (folded text)."""

_NUMBER_WORDS = """
    one a an ein eine einem einen un une uno una jeden rok
    two zwei deux dos due dwa dwoch
    three drei trois tres tre trzy trzech
    four vier quatre cuatro quattro cztery
    five funf cinq cinco cinque piec pieciu
    six sechs seis sei szesc szesciu
    seven sieben sept siete sette siedem
    eight acht huit ocho otto osiem
    nine neun neuf nueve nove dziewiec
    ten zehn dix diez dieci dziesiec
    eleven elf onze once undici jedenascie
    twelve zwolf douze doce dodici dwanascie
"""
VALUES = {
    word: float(value)
    for value, line in enumerate(_NUMBER_WORDS.strip().splitlines(), start=1)
    for word in line.split()
}
VALUES |= {
    word: float(value)
    for value, line in {
        13: "thirteen dreizehn treize trece tredici trzynascie",
        14: "fourteen vierzehn quatorze catorce quattordici czternascie",
        15: "fifteen funfzehn quinze quince quindici pietnascie",
        16: "sixteen sechzehn seize dieciseis sedici szesnascie",
        18: "eighteen achtzehn dix-huit dieciocho diciotto osiemnascie",
        20: "twenty zwanzig vingt veinte venti dwadziescia",
        24: "twenty-four vierundzwanzig vingt-quatre veinticuatro ventiquattro",
        30: "thirty dreissig trente treinta trenta trzydziesci",
        36: "thirty-six sechsunddreissig trente-six trentasei",
    }.items()
    for word in line.split()
}
VALUES |= {"half a": 0.5}
_ORDINAL_WORDS = """
    first erste ersten erstes premier premiere primer primo prima pierwszy pierwszym
    second zweite zweiten zweites deuxieme segundo secondo drugi drugim
    third dritte dritten drittes troisieme tercer terzo trzeci trzecim
    fourth vierte vierten quatrieme cuarto quarto czwarty czwartym
    fifth funfte funften cinquieme quinto piaty piatym
"""
ORDINALS = {
    word: float(value)
    for value, line in enumerate(_ORDINAL_WORDS.strip().splitlines(), start=1)
    for word in line.split()
}
