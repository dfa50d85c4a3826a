"""Options that narrow what is searched or answered from: the same for all commands that take them."""

from typing import Annotated

import typer

Programme = Annotated[
    list[str] | None, typer.Option(help="Programme: training (or LMP class 2), employment_incentives …")
]
Outcome = Annotated[list[str] | None, typer.Option(help="Outcome group, as employment.")]
Target = Annotated[list[str] | None, typer.Option(help="Target group, as youth.")]
Country = Annotated[list[str] | None, typer.Option(help="ISO code, as AT.")]
Region = Annotated[list[str] | None, typer.Option(help="NUTS code, as AT12; AT1 holds all that begin so.")]
Horizon = Annotated[
    str | None, typer.Option(help="short (< 12 months), medium (12–24), long (> 24), or months.")
]
DesignAtLeast = Annotated[
    int | None, typer.Option(help="Least strength on the Maryland scale, 1 to 5; 5: randomised.")
]
Since = Annotated[int | None, typer.Option(help="Studied, else published, in this year or later.")]
Until = Annotated[int | None, typer.Option(help="The same, or earlier.")]
DocumentLanguage = Annotated[
    list[str] | None, typer.Option("--language-of-documents", help="Language of the reports, as de.")
]
Status = Annotated[list[str] | None, typer.Option(help="Status of findings, as validated.")]
Name = Annotated[list[str] | None, typer.Option(help="A name to look for; no condition.")]
Without = Annotated[
    list[str] | None,
    typer.Option(help="What was understood and was not meant: target:youth, or target for all of a group."),
]
