package native

import (
	"bytes"
	"encoding/binary"
	"runtime"

	"golang.org/x/sys/unix"
)

// denied are the system calls that nothing in a cell needs: IPC objects that outlive their process, other processes' memory,
// namespaces and mounts, keys, and doors that have had many holes. Capabilities deny most of them to a case already; what
// is listed here is denied to a supervisor that was taken over as well.
var denied = []uint32{
	unix.SYS_SHMGET, unix.SYS_SEMGET, unix.SYS_MSGGET, unix.SYS_MQ_OPEN,
	unix.SYS_PTRACE, unix.SYS_PROCESS_VM_READV, unix.SYS_PROCESS_VM_WRITEV, unix.SYS_PROCESS_MADVISE, unix.SYS_KCMP,
	unix.SYS_PIDFD_GETFD, unix.SYS_MOVE_PAGES, unix.SYS_MIGRATE_PAGES,
	unix.SYS_UNSHARE, unix.SYS_SETNS, unix.SYS_MOUNT, unix.SYS_UMOUNT2, unix.SYS_PIVOT_ROOT, unix.SYS_CHROOT,
	unix.SYS_OPEN_TREE, unix.SYS_MOVE_MOUNT, unix.SYS_FSOPEN, unix.SYS_FSCONFIG, unix.SYS_FSMOUNT, unix.SYS_FSPICK,
	unix.SYS_MOUNT_SETATTR, unix.SYS_NAME_TO_HANDLE_AT, unix.SYS_OPEN_BY_HANDLE_AT, unix.SYS_QUOTACTL, unix.SYS_QUOTACTL_FD,
	unix.SYS_ADD_KEY, unix.SYS_REQUEST_KEY, unix.SYS_KEYCTL,
	unix.SYS_BPF, unix.SYS_PERF_EVENT_OPEN, unix.SYS_USERFAULTFD, unix.SYS_MEMFD_SECRET, unix.SYS_FANOTIFY_INIT,
	unix.SYS_IO_URING_SETUP, unix.SYS_IO_URING_ENTER, unix.SYS_IO_URING_REGISTER, unix.SYS_VMSPLICE,
	unix.SYS_KEXEC_LOAD, unix.SYS_INIT_MODULE, unix.SYS_FINIT_MODULE, unix.SYS_DELETE_MODULE, unix.SYS_REBOOT,
	unix.SYS_SWAPON, unix.SYS_SWAPOFF, unix.SYS_ACCT, unix.SYS_SYSLOG, unix.SYS_SETTIMEOFDAY, unix.SYS_CLOCK_SETTIME,
	unix.SYS_CLOCK_ADJTIME, unix.SYS_ADJTIMEX, unix.SYS_SETHOSTNAME, unix.SYS_SETDOMAINNAME, unix.SYS_PERSONALITY,
}

// architectures are those that the filter knows, which takes a call's number on any other for another call.
var architectures = map[string]uint32{"amd64": unix.AUDIT_ARCH_X86_64, "arm64": unix.AUDIT_ARCH_AARCH64}

// namespaces are the flags of clone that make new ones.
const namespaces = unix.CLONE_NEWNS | unix.CLONE_NEWUSER | unix.CLONE_NEWPID | unix.CLONE_NEWNET | unix.CLONE_NEWIPC |
	unix.CLONE_NEWUTS | unix.CLONE_NEWCGROUP

// filter is the program for the kernel, nil where there is none for the architecture.
func filter(x Extra) []byte {
	arch, known := architectures[runtime.GOARCH]
	if !known {
		return nil
	}
	const (
		load    = unix.BPF_LD | unix.BPF_W | unix.BPF_ABS
		equal   = unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K
		atLeast = unix.BPF_JMP | unix.BPF_JGE | unix.BPF_K
		anyBit  = unix.BPF_JMP | unix.BPF_JSET | unix.BPF_K
		end     = unix.BPF_RET | unix.BPF_K

		number, machine, first, second = 0, 4, 16, 24 // offsets in struct seccomp_data; of arguments the lower half

		allow    = unix.SECCOMP_RET_ALLOW
		deny     = unix.SECCOMP_RET_ERRNO | uint32(unix.EPERM)
		noFamily = unix.SECCOMP_RET_ERRNO | uint32(unix.EAFNOSUPPORT)
		noCall   = unix.SECCOMP_RET_ERRNO | uint32(unix.ENOSYS)
	)
	p := []unix.SockFilter{
		{Code: load, K: machine}, {Code: equal, Jt: 1, K: arch}, {Code: end, K: deny},
		{Code: load, K: number}, {Code: atLeast, Jf: 1, K: 0x40000000}, {Code: end, K: deny}, // the other numbers of x32
		{Code: equal, Jf: 1, K: unix.SYS_CLONE3}, {Code: end, K: noCall}, // its flags cannot be seen; callers fall back on clone
	}
	for _, call := range denied {
		if call == unix.SYS_SHMGET && x.SharedMemory {
			continue
		}
		p = append(p, unix.SockFilter{Code: equal, Jf: 1, K: call}, unix.SockFilter{Code: end, K: deny})
	}
	for _, call := range []uint32{unix.SYS_SOCKET, unix.SYS_SOCKETPAIR} {
		p = append(p, unix.SockFilter{Code: equal, Jf: 4, K: call},
			unix.SockFilter{Code: load, K: first}, unix.SockFilter{Code: equal, Jt: 1, K: unix.AF_UNIX}, unix.SockFilter{Code: end, K: noFamily},
			unix.SockFilter{Code: end, K: allow})
	}
	p = append(p,
		unix.SockFilter{Code: equal, Jf: 4, K: unix.SYS_IOCTL},
		unix.SockFilter{Code: load, K: second}, unix.SockFilter{Code: equal, Jf: 1, K: unix.TIOCSTI}, unix.SockFilter{Code: end, K: deny},
		unix.SockFilter{Code: end, K: allow},
		unix.SockFilter{Code: equal, Jf: 2, K: unix.SYS_CLONE},
		unix.SockFilter{Code: load, K: first}, unix.SockFilter{Code: anyBit, Jt: 1, K: namespaces},
		unix.SockFilter{Code: end, K: allow}, unix.SockFilter{Code: end, K: deny},
	)
	var out bytes.Buffer
	_ = binary.Write(&out, binary.NativeEndian, p) // of fixed size, into memory
	return out.Bytes()
}
