"""The fictional people of the demonstration, by area."""

from dataclasses import dataclass

from portal.domain.roles import Role


@dataclass(frozen=True)
class Staff:
    """Somebody with a role that an administrator gives."""

    name: str
    role: Role


OPERATOR = "Olu Grant"

STAFF: dict[str, tuple[Staff, ...]] = {
    "wandsworth": (
        Staff("Dawn Ellis", Role.ADMINISTRATOR),
        Staff("Femi Adeyemi", Role.CASEWORKER),
        Staff("Joanna Wright", Role.CASEWORKER),
        Staff("Ruth Kelleher", Role.MANAGER),
        Staff("Shazia Malik", Role.FORUM_REPRESENTATIVE),
        Staff("Peter Long", Role.BOARD_MEMBER),
    ),
    "merton": (
        Staff("Colin Frost", Role.ADMINISTRATOR),
        Staff("Beatriz Costa", Role.CASEWORKER),
        Staff("Neil Sandhu", Role.MANAGER),
        Staff("Hannah Price", Role.FORUM_REPRESENTATIVE),
        Staff("Yasmin Begum", Role.BOARD_MEMBER),
    ),
}


def address_of(name: str, area: str) -> str:
    """The e-mail address of a fictional person; example.org never delivers."""
    return f"{name.lower().replace(' ', '.')}@{area}.example.org"
