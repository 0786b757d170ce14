"""Makes requests from the shapes of the API model that are likely to be accepted, some of them with everything at once."""

import random

TEXTS = ["x", "a b", "é\N{GRINNING FACE}", "a/b%2F", "x" * 50, "null", "true", "0", "1.5", "é&<>\"'\\"]
FITS = {"structure": dict, "map": dict, "list": list, "string": str, "integer": int, "double": float, "boolean": bool, "timestamp": str}
# Members of which a structure has but one.
ONE_OF = {
    "Activity": [
        "CUSTOM", "ConditionalSplit", "ContactCenter", "EMAIL", "Holdout", "MultiCondition", "PUSH", "RandomSplit", "SMS", "Wait",
    ],
    "SimpleCondition": ["EventCondition", "SegmentCondition", "SegmentDimensions"],
    "StartCondition": ["EventStartCondition", "SegmentStartCondition"],
    "WaitTime": ["WaitFor", "WaitUntil"],
    "WriteSegmentRequest": ["Dimensions", "SegmentGroups"],
}


class Careful:
    """`usual` are values by the name of a member, or by those of its shape and its own: `EndpointRequest.Metrics`. Where none of
    them is of the member's type any value is made; where there are none at all the member is left out."""

    def __init__(self, seed, usual):
        self.dice = random.Random(seed)
        self.usual = usual
        self.share = 1

    def body(self, shape):
        """A request; how many of the members that may be absent are there differs."""
        self.share = self.dice.choice([0.2, 0.5, 0.8, 1])
        return self.value(shape)

    def value(self, shape):
        return getattr(self, shape.type_name)(shape)

    def structure(self, shape):
        names = [name for name in shape.members if name in shape.required_members or self.dice.random() < self.share]
        if shape.name in ONE_OF:
            one = self.dice.choice(ONE_OF[shape.name])
            names = [*[name for name in names if name not in ONE_OF[shape.name]], one]
        made = {}
        for name in names:
            called = shape.members[name].serialization.get("name", name)
            usual = self.usual[key] if (key := f"{shape.name}.{called}") in self.usual else self.usual.get(called)
            if usual != []:
                made[called] = self.member(shape.members[name], usual)
        return made

    def member(self, shape, usual):
        fit = [value for value in usual or () if isinstance(value, FITS[shape.type_name])]
        return self.dice.choice(fit) if fit else self.value(shape)

    def list(self, shape):
        return [self.value(shape.member) for _ in range(self.count())]

    def map(self, shape):
        keys = ["a1", "a2"] if shape.value.name == "Activity" else shape.key.enum or TEXTS[:6]
        return {self.dice.choice(keys): self.value(shape.value) for _ in range(self.count())}

    def count(self):
        return self.dice.choice([1, 1, 2] if self.share == 1 else [0, 1, 1, 2])

    def string(self, shape):
        return self.dice.choice(shape.enum or TEXTS)

    def integer(self, _):
        return self.dice.choice([0, 1, 1, 2, 5, 10, 60])

    def double(self, _):
        return self.dice.choice([0.1 + 0.2, 0.5, 1, 1 / 3, 90.0])

    def boolean(self, _):
        return self.dice.random() < 0.5
