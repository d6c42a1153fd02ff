# class ListNode:
#     def __init__(self, val=0, next=None):
#         self.val = val
#         self.next = next


def merge_lists(lists: list[Optional[ListNode]]) -> Optional[ListNode]:
    ...
