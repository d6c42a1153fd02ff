package sql

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"syscall"

	"github.com/jackc/pgerrcode"
	"github.com/jackc/pgx/v5/pgconn"
)

// maxTries bounds how often a client makes a call, or a transaction, that ends with a SQLSTATE of those to retry.
const maxTries = 50

// call is one statement of a schedule with what became of it. What a client writes is read when the client has landed.
type call struct {
	round, session int // from 1
	statement      string
	// watched says that it must not be kept waiting.
	watched bool

	results []*string       // of each row what it gave, as text; nil for NULL
	err     *pgconn.PgError // what reached the client
	follows bool            // err does nothing but follow from the error of an earlier call: the transaction or the session was over
	waited  bool            // written by who watches over the schedule
}

// client is one session of a schedule, a real connection, with the calls that it makes one after the other.
type client struct {
	line
	number int
	pid    uint32
	retry  []string
	room   *atomic.Int64 // bytes that all clients together may still get

	flying  bool                 // it has calls that have not ended; the conductor's
	later   []*call              // what it is to do when it has landed; the conductor's
	current atomic.Pointer[call] // the one that it makes

	open []*call // the calls of the transaction that is open
	lost error   // it can't go on, and why: not an error of PostgreSQL's own
}

// perform makes calls, one after the other.
func (c *client) perform(ctx context.Context, calls []*call) {
	for _, k := range calls {
		c.current.Store(k)
		c.make(ctx, k)
		if c.lost != nil {
			return
		}
	}
}

// make makes a call. What is to be retried is made again as a client would do it: with all of the transaction that it is in.
func (c *client) make(ctx context.Context, k *call) {
	if c.conn.IsClosed() {
		k.err = &pgconn.PgError{Code: pgerrcode.ConnectionDoesNotExist, Message: "the session has been ended"}
		k.follows = true
		return
	}
	c.open = append(c.open, k)
	again := []*call{k}
	for range maxTries {
		failed := c.all(ctx, again)
		if failed == nil || c.lost != nil || !slices.Contains(c.retry, failed.err.Code) || c.conn.IsClosed() {
			break
		}
		if c.conn.TxStatus() != 'I' {
			if _, err := c.conn.Exec(ctx, "rollback").ReadAll(); err != nil {
				c.lost = err
				return
			}
		}
		again = c.open
	}
	if c.conn.TxStatus() == 'I' {
		c.open = nil
	}
}

// all makes calls until one fails, and gives that.
func (c *client) all(ctx context.Context, calls []*call) (failed *call) {
	for _, k := range calls {
		k.results, k.err, k.follows = nil, nil, c.conn.TxStatus() == 'E'
		err := c.exec(ctx, k)
		switch {
		case err == nil:
		case errors.As(err, &k.err) && !crashed(k.err):
			return k
		case errors.Is(err, syscall.EPIPE): // it was no longer there to be told; a timeout that a submission sets does that
			k.err = &pgconn.PgError{Code: pgerrcode.ConnectionFailure, Message: "the session has ended while it had nothing to do"}
			return k
		default:
			c.lost = err
			return nil
		}
	}
	return nil
}

// exec sends a statement of the author's, and takes what it gives, of which nothing can be trusted.
func (c *client) exec(ctx context.Context, k *call) error {
	all := c.conn.Exec(ctx, k.statement)
	for all.NextResult() {
		rows := all.ResultReader()
		for rows.NextRow() {
			values := rows.Values()
			if len(values) == 0 { // a select of nothing has no results
				continue
			}
			text := resultText(values)
			size := int64(32)
			if text != nil {
				size += int64(len(*text))
			}
			if c.room.Add(-size) < 0 {
				return errTooMuch // closing would read all that is still to come, so the connection is given up
			}
			k.results = append(k.results, text)
		}
		if _, err := rows.Close(); err != nil {
			break // the end of all has it too
		}
	}
	return all.Close()
}

// resultText is a row as text: its one value, or all of them as PostgreSQL writes a row.
func resultText(values [][]byte) *string {
	if len(values) == 1 {
		if values[0] == nil {
			return nil
		}
		text := valid(string(values[0]))
		return &text
	}
	text := []byte{'('}
	for i, v := range values {
		if i > 0 {
			text = append(text, ',')
		}
		text = append(text, v...)
	}
	whole := valid(string(append(text, ')')))
	return &whole
}
