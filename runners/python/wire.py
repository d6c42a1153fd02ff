# --- The wire -----------------------------------------------------------------------------------------------------
#
# The cell's side of package wire. Joined with the other parts by python.go.

VERSION = 2
MAX_FRAME, MAX_HEADER = 64 << 20, 64 << 10


def serve(supervisor, filtered):
    """Does what the judge asks, until its stream ends."""
    about, source, last = b"{}", b"", None
    program = program_of(about, source)
    while True:
        head = read_exactly(9)
        if head is None:
            return
        length, kind, header_length = struct.unpack(">IcI", head)
        size = length - 5 - header_length
        if length > MAX_FRAME or header_length > MAX_HEADER or size < 0 or kind == b"W" and size:
            raise RuntimeError("garbled frame %r: length %d, header %d" % (kind, length, header_length))
        header = read_exactly(header_length)
        if header is None:
            return
        if kind == b"W":
            send(b"H", {
                "version": VERSION, "runtime": "Python " + sys.version.split()[0], "cgroup": supervisor.cgroup.version,
                "uids": ROOT, "filter": filtered,
            })
        elif kind == b"P":
            source = read_exactly(size)
            if source is None:
                return
            about, program = header, program_of(header, source)
        elif kind == b"C":
            job = receive_job(program, size)
            if header != last:
                last, limits = header, json.loads(header)
            result, outputs = supervisor.run(limits, job)
            if not size:
                program = program_of(about, source, take_code(result, outputs))
            send(b"R", result, outputs)
            del outputs  # the memory is the next case's
        elif kind in DIALOG:  # for a case that has ended meanwhile
            if read_exactly(size) is None:
                return
        else:
            raise RuntimeError("unknown frame %r" % kind)


def program_of(header, source, code=b""):
    """What each job starts with."""
    program = marshal.dumps((json.loads(header), source, code))
    return struct.pack("=I", len(program)) + program


def take_code(result, outputs):
    """Takes the code from the answer of a run that only compiled, which spares each case to do it again. Nothing of the
    submission has run in there, so it says the same to every case. Where the compiler warned, it is left to, in each case."""
    answer, stderr = outputs[0], outputs[-1]
    code = b""
    if answer[:1] == b"C":
        if result["exit"] == 0 and not result["killed"] and not stderr:
            code = bytes(answer[1:])
        del answer[1:]
        result["sizes"][0] = 1
    return code


def read_exactly(n):
    """n bytes of the judge's, or None at the end of its stream."""
    data = bytearray()
    while len(data) < n:
        chunk = os.read(0, n - len(data))
        if not chunk:
            return None
        data += chunk
    return bytes(data)


def write_all(fd, data):
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view):]


def send(kind, header, parts=()):
    header = json.dumps(header).encode()
    frame = struct.pack(">IcI", 5 + len(header) + sum(map(len, parts)), kind, len(header)) + header
    if sum(map(len, parts)) < 65536:
        parts = [frame + b"".join(parts)]  # one write for what is small
    else:
        write_all(1, frame)
    for part in parts:
        write_all(1, part)


def receive_job(program, size):
    """Gives a file with the program and the next so many bytes of the judge's, which are kept nowhere else."""
    job = os.memfd_create("job")
    write_all(job, program)
    while size:
        chunk = os.read(0, min(size, 65536))
        if not chunk:
            os._exit(0)
        write_all(job, chunk)
        size -= len(chunk)
    os.lseek(job, 0, 0)
    return job
