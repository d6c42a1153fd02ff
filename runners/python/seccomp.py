# --- What a case may not ask of the kernel ------------------------------------------------------------------------
#
# Joined with the other parts by python.go. The engine has a filter of its own, but what it lets through differs by its
# age, and an engine that is no container may have none. What is denied here: sockets other than local ones (on the
# loopback device they leave traces in the kernel for the next case, and some families reach beyond the cell or have
# had holes), IPC objects that outlive their process, other namespaces, priorities (of the supervisor while it is the case's
# user to end it), and doors that have had many holes.

MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}  # column below, AUDIT_ARCH
SOCKET, SOCKETPAIR, CLONE, CLONE3 = (41, 198), (53, 199), (56, 220), (435, 435)
DENIED = (
    (29, 194), (64, 190), (68, 186), (240, 180),  # shmget semget msgget mq_open
    (101, 117), (310, 270), (311, 271), (312, 272), (438, 438),  # ptrace process_vm_* kcmp pidfd_getfd
    (272, 97), (308, 268), (165, 40), (166, 39), (155, 41), (161, 51),  # unshare setns mount umount2 pivot_root chroot
    (428, 428), (429, 429), (430, 430), (432, 432), (442, 442),  # open_tree move_mount fsopen fsmount mount_setattr
    (248, 217), (249, 218), (250, 219),  # add_key request_key keyctl
    (321, 280), (298, 241), (323, 282),  # bpf perf_event_open userfaultfd
    (425, 425), (426, 426), (427, 427),  # io_uring_*
    (303, 264), (304, 265),  # name_to_handle_at open_by_handle_at
    (447, 447),  # memfd_secret: memory that no memory limit knows
    (141, 140), (251, 30), (203, 122), (142, 118), (144, 119), (314, 274),  # setpriority ioprio_set sched_set*
    (162, 81), (306, 267),  # sync syncfs, for which the whole machine waits
)
FLAGS = 0x7E028000  # of clone: new namespaces, and CLONE_PARENT: a child that the zygote would have to reap


def filter_program(column, arch):
    """The filter in classic BPF: for each instruction its code, two jumps and an operand."""
    load, equal, above, any_bit, end = 0x20, 0x15, 0x35, 0x45, 0x06
    allow, deny, no_family, no_call = 0x7FFF0000, 0x50000 | 1, 0x50000 | 97, 0x50000 | 38  # EPERM, EAFNOSUPPORT, ENOSYS
    number, machine, first_argument = 0, 4, 16  # offsets in struct seccomp_data
    program = [
        (load, 0, 0, machine), (equal, 1, 0, arch), (end, 0, 0, deny),
        (load, 0, 0, number), (above, 0, 1, 0x40000000), (end, 0, 0, deny),  # x32
        (equal, 0, 1, CLONE3[column]), (end, 0, 0, no_call),  # its flags cannot be seen; callers fall back on clone
    ]
    for call in DENIED:
        program += [(equal, 0, 1, call[column]), (end, 0, 0, deny)]
    for call in SOCKET, SOCKETPAIR:
        program += [(equal, 0, 3, call[column]), (load, 0, 0, first_argument), (equal, 1, 0, 1), (end, 0, 0, no_family)]
        program += [(load, 0, 0, number)]
    program += [
        (equal, 0, 3, CLONE[column]), (load, 0, 0, first_argument), (any_bit, 0, 1, FLAGS),
        (end, 0, 0, deny), (end, 0, 0, allow),
    ]
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in program), len(program)


def deny_calls():
    """Puts the filter on this process and all that it forks; tells whether it is in force."""
    if os.uname().machine not in MACHINES or sys.maxsize < 1 << 32:
        return False
    try:
        import ctypes

        libc = ctypes.CDLL(None, use_errno=True)
        code, length = filter_program(*MACHINES[os.uname().machine])
        instructions = ctypes.create_string_buffer(code, len(code))
        program = struct.pack("@HP", length, ctypes.addressof(instructions))  # struct sock_fprog
        libc.prctl(38, 1, 0, 0, 0)  # PR_SET_NO_NEW_PRIVS, which a filter needs
        return libc.prctl(22, 2, program, 0, 0) == 0  # PR_SET_SECCOMP, SECCOMP_MODE_FILTER
    except (ImportError, OSError, AttributeError):
        return False


