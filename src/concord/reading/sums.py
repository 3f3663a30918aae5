"""The arithmetic of number words: what twenty, three, thousand and a half come to in their order."""

__all__ = ["Sum"]


class Sum:
    """A number under way: finished thousands and the chunk that the next scale multiplies."""

    def __init__(self) -> None:
        self.total, self.scale, self.shift = 0.0, 1.0, 0.0
        self.chunk: float | None = None
        self.empty, self.digits, self.plain, self.grouped = True, False, False, False

    def read_comma_as_point(self) -> None:
        """1,668 million cannot be meant as it stands: the comma is a decimal point."""
        self.chunk = (self.chunk or 0) / 1000
        self.grouped = False

    @property
    def value(self) -> float:
        """What the words say so far; whole numbers are whole."""
        value = round(self.total + (self.chunk or 0), 6)
        return int(value) if value == int(value) else value

    @property
    def fraction(self) -> bool:
        """Whether the words so far are a fraction that waits for its scale: half a ..."""
        return self.chunk is not None and 0 < self.chunk < 1 and not self.digits

    @property
    def takes_literal(self) -> bool:
        return self.chunk is None

    def takes_word(self, value: float) -> bool:
        """Whether a number word may follow: twenty + nine, two hundred + five, پنځه + پنځوس."""
        if self.chunk is None:
            return self.empty or value < self.scale
        if self.digits and self.plain:
            return False
        rest = self.chunk % 100
        if rest == 0:
            return self.chunk >= 100 and value < 100
        return (rest % 10 == 0 and rest >= 20 and value < 10) or (
            rest < 10 and 20 <= value < 100 and value % 10 == 0
        )

    def add(self, value: float, *, digits: bool = False, plain: bool = False) -> None:
        self.plain = plain and self.empty
        self.chunk = (self.chunk or 0) + value + self.shift
        self.shift = 0.0
        self.empty, self.digits = False, self.digits or digits

    def add_half(self) -> None:
        """And a half: of the scale where one has been said, else of one."""
        if self.chunk is None:
            self.total += self.scale / 2
        else:
            self.chunk += 0.5

    def multiply(self, scale: float) -> bool:
        """Apply a scale; False where it cannot follow, as a second thousand after a thousand."""
        if scale >= 1000 and self.total and scale >= self.scale:
            return False
        self.chunk = (1.0 + self.shift if self.chunk is None else self.chunk) * scale
        self.shift = 0.0
        self.empty, self.plain = False, False
        if scale >= 1000:
            self.total, self.chunk, self.scale = self.total + self.chunk, None, scale
        return True
