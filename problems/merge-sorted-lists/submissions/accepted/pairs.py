class Solution:
    def merge_lists(self, lists: List[Optional[ListNode]]) -> Optional[ListNode]:
        while len(lists) > 1:
            if len(lists) % 2:
                lists.append(None)
            lists = [self.merge(*pair) for pair in zip(lists[::2], lists[1::2])]
        return lists[0] if lists else None

    def merge(self, a, b):
        last = start = ListNode()
        while a and b:
            if a.val <= b.val:
                last.next, a = a, a.next
            else:
                last.next, b = b, b.next
            last = last.next
        last.next = a or b
        return start.next
