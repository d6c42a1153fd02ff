# expect: answered [5]
# Leaves state in modules that are loaded before each case, and looks for it.
import builtins
import collections
import decimal
import json
import random
import sys


def k_frequent(nums, k):
    places = [builtins, collections, json, random, sys, sys.modules["harness"] if "harness" in sys.modules else json]
    found = [place.__name__ for place in places if hasattr(place, "left")]
    if decimal.getcontext().prec != 28:
        found.append("decimal")
    if random.random() != random.Random(0).random():
        found.append("random")
    for place in places:
        place.left = nums
    decimal.getcontext().prec = 5
    random.seed(5)
    sys.path.append("/tmp")
    return found or [5]
