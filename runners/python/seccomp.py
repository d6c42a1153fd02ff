# --- What a case may not ask of the kernel ------------------------------------------------------------------------
#
# Joined with the other parts by python.go. The engine has a filter of its own, but what it lets through differs by its
# age, and an engine that is no container may have none. What is denied here: sockets other than local ones (on the
# loopback device they leave traces in the kernel for the next case, and some families reach beyond the cell or have
# had holes), IPC objects that outlive their process, other namespaces, priorities (of the supervisor while it is the case's
# user to end it), and doors that have had many holes. Locks and watches are denied for cells whose /usr is one machine's: one
# submission would see there what another does. And where there is no user for each case, nothing but this keeps a case from
# the supervisor and the zygote: signals to them, however they are sent, and their limits.

MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}  # column below, AUDIT_ARCH
SOCKET, SOCKETPAIR, CLONE, CLONE3 = (41, 198), (53, 199), (56, 220), (435, 435)
PRLIMIT, SETRLIMIT, FCNTL, IOCTL = (302, 261), (160, 164), (72, 25), (16, 29)
SIGNALS = (62, 129), (200, 130), (234, 131), (129, 138), (297, 240)  # kill tkill tgkill rt_sigqueueinfo rt_tgsigqueueinfo
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
    (73, 32), (253, 26), (294, 26), (300, 262),  # flock inotify_init inotify_init1 fanotify_init
    (424, 424), (469, 469),  # pidfd_send_signal, whose target cannot be seen; file_setattr
)
SEES_OTHERS = 5, 36, 1026  # of fcntl: F_GETLK F_OFD_GETLK F_NOTIFY
SETS_OWNER = 8, 15, 0x8901, 0x8902  # who gets a file's signals: of fcntl F_SETOWN F_SETOWN_EX, of ioctl FIOSETOWN SIOCSPGRP
SETS_FLAGS = 0x40086602, 0x401C5820  # of ioctl, on the scratch folder where it is the case's: FS_IOC_SETFLAGS FS_IOC_FSSETXATTR
RLIMIT_CORE = 4
FLAGS = 0x7E028000  # of clone: new namespaces, and CLONE_PARENT: a child that the zygote would have to reap


def filter_program(column, arch, others=()):
    """The filter in classic BPF: for each instruction its code, two jumps and an operand. The others are what the case must
    not send signals to, as kill() names it."""
    load, equal, above, any_bit, end = 0x20, 0x15, 0x35, 0x45, 0x06
    allow, deny, no_family, no_call = 0x7FFF0000, 0x50000 | 1, 0x50000 | 97, 0x50000 | 38  # EPERM, EAFNOSUPPORT, ENOSYS
    number, machine, arguments = 0, 4, 16  # offsets in struct seccomp_data

    def when(call, argument, *tests):
        """What is tested of a call's argument. Of its two words the kernel takes the lower one for these calls, as here."""
        tests = (load, 0, 0, arguments + 8 * argument), *tests, (load, 0, 0, number)
        return (equal, 0, len(tests), call[column]), *tests

    def refuse(values):
        return [step for value in values for step in ((equal, 0, 1, value & 0xFFFFFFFF), (end, 0, 0, deny))]

    program = [
        (load, 0, 0, machine), (equal, 1, 0, arch), (end, 0, 0, deny),
        (load, 0, 0, number), (above, 0, 1, 0x40000000), (end, 0, 0, deny),  # x32
        (equal, 0, 1, CLONE3[column]), (end, 0, 0, no_call),  # its flags cannot be seen; callers fall back on clone
    ]
    for call in DENIED:
        program += [(equal, 0, 1, call[column]), (end, 0, 0, deny)]
    for call in SOCKET, SOCKETPAIR:
        program += when(call, 0, (equal, 1, 0, 1), (end, 0, 0, no_family))
    for call in SIGNALS:
        program += when(call, 0, *refuse(others))
    program += when(FCNTL, 1, *refuse(SEES_OTHERS + SETS_OWNER))
    program += when(IOCTL, 1, *refuse(SETS_OWNER + SETS_FLAGS))
    program += when(PRLIMIT, 0, (equal, 1, 0, 0), (end, 0, 0, deny))  # of any process but itself
    # Its limit of core dumps it may only ask for: 1, as the engine sets it, keeps them from the machine's crash handler, and 0,
    # which anybody may set, does not.
    program += when(SETRLIMIT, 0, *refuse([RLIMIT_CORE]))
    new = arguments + 16  # the pointer to a new limit, in two words
    program += when(PRLIMIT, 1, (equal, 0, 5, RLIMIT_CORE), (load, 0, 0, new), (equal, 0, 2, 0), (load, 0, 0, new + 4), (equal, 1, 0, 0), (end, 0, 0, deny))
    program += when(CLONE, 0, (any_bit, 0, 1, FLAGS), (end, 0, 0, deny))
    program.append((end, 0, 0, allow))
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in program), len(program)


def deny_calls():
    """Puts the filter on this process, which is the zygote, and all that it forks; tells whether it is in force."""
    if os.uname().machine not in MACHINES or sys.maxsize < 1 << 32:
        return False
    try:
        import ctypes

        libc = ctypes.CDLL(None, use_errno=True)
        others = {1, os.getppid(), os.getpid(), -os.getpgrp(), -1} - {0}
        code, length = filter_program(*MACHINES[os.uname().machine], sorted(others))
        instructions = ctypes.create_string_buffer(code, len(code))
        program = struct.pack("@HP", length, ctypes.addressof(instructions))  # struct sock_fprog
        libc.prctl(38, 1, 0, 0, 0)  # PR_SET_NO_NEW_PRIVS, which a filter needs
        return libc.prctl(22, 2, program, 0, 0) == 0  # PR_SET_SECCOMP, SECCOMP_MODE_FILTER
    except (ImportError, OSError, AttributeError):
        return False


