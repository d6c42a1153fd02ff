# expect: raised
# Raises an error whose name, message and place are made to harm whoever shows them.
def k_frequent(nums, k):
    def message(self):
        raise SystemExit(0)

    name = "</failure>\x1b]0;accepted\x07\x1b[2J`|<script>"
    raise type(name, (Exception,), {"__str__": message, "__repr__": message})
