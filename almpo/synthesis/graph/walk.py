"""The steps one after the other in this process, without LangGraph: its import takes longer than an answer."""

from collections.abc import Iterator

from almpo.synthesis.graph.state import Progress, Step
from almpo.synthesis.graph.steps import FIRST, Steps


def walk(steps: Steps, progress: Progress) -> Iterator[tuple[Step, Progress]]:
    """Each step as it is done, with what is known then."""
    name: str | None = FIRST
    while name is not None:
        before = progress.spent
        progress = steps.take(name, progress)
        following = steps.after(name, progress)
        yield report(name, before, progress, following), progress
        name = following


def report(name: str, before: float, progress: Progress, following: str | None) -> Step:
    """A step for those who watch."""
    return Step(
        answer=progress.id,
        name=name,
        told=_told(name, progress),
        seconds=progress.spent - before,
        next=following,
    )


def _told(name: str, progress: Progress) -> dict[str, int]:
    pack = progress.pack
    match name:
        case "plan":
            return {"concepts": len(progress.chips)}
        case "retrieve" if pack is not None:
            return {
                "quotes": len(pack.quotes),
                "estimates": len(pack.estimates),
                "reports": len(pack.documents),
            }
        case "pool":
            return {"pooled results": len(progress.pooled)}
        case "draft" | "repair" | "write_plainly":
            return {"sentences": len(progress.draft)}
        case "verify":
            passed = sum(one.problems == () for one in progress.draft)
            return {"passed": passed, "failed": sum(bool(one.problems) for one in progress.draft)}
        case _:
            return {}
