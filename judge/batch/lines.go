package batch

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/problems"
)

// Bounds of what is read, in bytes. A source of judge.MaxSource bytes is six times as long where JSON escapes each of them.
const (
	maxLine = 8 * judge.MaxSource
	maxID   = 256
	maxName = 200 // of a problem
)

var errTooLong = fmt.Errorf("longer than %d MiB, which no submission is", maxLine>>20)

// read reads lines and gives them to be judged, while there is room.
func (r *run) read(ctx context.Context, in io.Reader) {
	defer close(r.work)
	lines := bufio.NewReaderSize(in, 64<<10)
	if mark, _ := lines.Peek(len("\ufeff")); string(mark) == "\ufeff" {
		_, _ = lines.Discard(len(mark)) // it is there
	}
	for n := 1; ; n++ {
		select {
		case r.slots <- struct{}{}:
		case <-ctx.Done():
			return
		}
		text, err := line(lines)
		for err == nil && len(bytes.TrimSpace(text)) == 0 {
			n++
			text, err = line(lines)
		}
		if err != nil && !errors.Is(err, errTooLong) {
			if !errors.Is(err, io.EOF) {
				r.failed = fmt.Errorf("read submissions: line %d: %w", n, err)
			}
			return
		}
		t := &task{line: n, text: text, fault: err, done: make(chan struct{})}
		if !r.Unordered {
			r.ready <- t // it has room for all that have a slot
		}
		select {
		case r.work <- t:
		case <-ctx.Done():
			return
		}
	}
}

// line reads a line without its end; the last one may have none. Of one that is too long the rest is read and let go.
func line(r *bufio.Reader) ([]byte, error) {
	var text []byte
	long := false
	for {
		part, err := r.ReadSlice('\n')
		if len(text)+len(part) > maxLine {
			long, text = true, nil
		}
		if !long {
			text = append(text, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
		case err != nil && (!errors.Is(err, io.EOF) || len(text) == 0 && !long):
			return nil, err
		case long:
			return nil, errTooLong
		default:
			return text, nil
		}
	}
}

// submission is a line that was read.
type submission struct {
	id       json.RawMessage // nil where it has none
	problem  string
	language problems.Language // empty where it says none
	source   string
}

// parse reads a line strictly: each field once, by its exact name. Of a line that is wrong the id is given where it can be read.
func parse(text []byte) (submission, error) {
	var s submission
	if !utf8.Valid(text) {
		return s, errors.New("not UTF-8")
	}
	dec := json.NewDecoder(bytes.NewReader(text))
	if open, err := dec.Token(); err != nil || open != json.Delim('{') {
		return s, errors.New(`not a JSON object; a line is such as {"id": 1, "problem": "top-k-frequent", "source": "…"}`)
	}
	var first error // the rest is read for the id's sake
	seen := map[string]bool{}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return s, errors.Join(first, badJSON(err))
		}
		name, _ := key.(string)
		if err := s.field(dec, name); err != nil {
			var syntax *json.SyntaxError
			if errors.As(err, &syntax) || errors.Is(err, io.ErrUnexpectedEOF) {
				return s, badJSON(err)
			}
			if first == nil {
				first = err
			}
		}
		if seen[name] && first == nil {
			first = fmt.Errorf("it has %q twice", clip(name))
		}
		seen[name] = true
	}
	if _, err := dec.Token(); err != nil {
		return s, badJSON(err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return s, errors.New("there is more behind the JSON object; a line holds one")
	}
	for _, name := range []string{"id", "problem", "source"} {
		if !seen[name] && first == nil {
			first = fmt.Errorf("it has no %q", name)
		}
	}
	return s, first
}

// field reads the value of a field. The error says what is wrong with it, or that the JSON is.
func (s *submission) field(dec *json.Decoder, name string) error {
	var raw json.RawMessage
	if err := dec.Decode(&raw); err != nil {
		return err
	}
	var err error
	switch name {
	case "id":
		s.id, err = readID(raw)
	case "problem":
		if s.problem, err = text(name, raw); err == nil && (s.problem == "" || len(s.problem) > maxName) {
			err = errors.New(`"problem" is the slug of a problem, or an alias`)
		}
	case "language":
		var l string
		l, err = text(name, raw)
		if s.language = problems.Language(l); err == nil && s.language != problems.Python && s.language != problems.SQL {
			err = fmt.Errorf(`"language" is %q; it can be %q or %q`, clip(l), problems.Python, problems.SQL)
		}
	case "source":
		s.source, err = text(name, raw)
	default:
		err = fmt.Errorf("there is no field %q; a submission has id, problem, language and source", clip(name))
	}
	return err
}

// readID takes a text or an integer as it is written.
func readID(raw json.RawMessage) (json.RawMessage, error) {
	var number json.Number
	var name string
	switch {
	case len(raw) > maxID:
	case raw[0] == '"' && json.Unmarshal(raw, &name) == nil:
		return raw, nil
	case json.Unmarshal(raw, &number) == nil && number != "" && !bytes.ContainsAny(raw, `".eE`):
		return raw, nil
	}
	return nil, fmt.Errorf(`"id" is a text or an integer, of at most %d bytes`, maxID)
}

func text(name string, raw json.RawMessage) (string, error) {
	var s *string
	if err := json.Unmarshal(raw, &s); err != nil || s == nil {
		return "", fmt.Errorf("%q is a text", name)
	}
	return *s, nil
}

// badJSON says that a line is no JSON, without what else the library says of its own types.
func badJSON(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errors.New("not JSON: it ends too early")
	}
	return fmt.Errorf("not JSON: %w", err)
}

// clip shortens what a message quotes.
func clip(s string) string {
	const most = 40
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

// encode writes a result as one line.
func encode(r Result) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(r)
	return b.Bytes(), err
}
