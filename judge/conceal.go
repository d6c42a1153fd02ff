package judge

import (
	"fmt"
	"strings"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
)

// conceal takes out of a hidden case's outcome all that could carry the case's content: a submission reads its input and
// may put it into any text or number that it controls. What is left is how the run ended, what it used, and an error's
// line and kind, where the kind is one that the language has by itself. An error that was there before any data was seen
// stays whole.
func conceal(o runners.Outcome) runners.Outcome {
	shown := runners.Outcome{End: o.End, CPU: o.CPU, Wall: o.Wall, Peak: o.Peak, Stream: o.Stream, Stuck: o.Stuck}
	switch f := o.Fault; {
	case f == nil:
	case f.Static:
		shown.Fault = f
	default:
		shown.Fault = &runners.Fault{Type: f.Type, Code: f.Code, Line: f.Line}
		// Both a class's name and a SQLSTATE can be made up: raise exception using errcode = 'ABCDE'.
		if f.Code == "" && !pythonErrors[f.Type] || f.Code != "" && f.Type == runners.Unnamed(f.Code) {
			shown.Fault.Type, shown.Fault.Code = "an error of the submission's own", ""
		}
	}
	return shown
}

// shownName is a case's name in reports. The name that an author gave a hidden case may tell what is in it.
func shownName(p *problems.Problem, c testcases.Case) string {
	if !c.Hidden {
		return c.Name
	}
	number := 0
	for _, other := range p.Cases {
		if other.Group == c.Group {
			number++
		}
		if other.Name == c.Name {
			break
		}
	}
	return fmt.Sprintf("%s/%02d", c.Group, number)
}

// pythonErrors are the exceptions of Python's own that a run can end with.
var pythonErrors = func() map[string]bool {
	known := map[string]bool{}
	for _, name := range strings.Fields(`
		ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError BrokenPipeError
		BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError
		ConnectionResetError DeprecationWarning EOFError EncodingWarning Exception ExceptionGroup FileExistsError
		FileNotFoundError FloatingPointError FutureWarning GeneratorExit ImportError ImportWarning IndentationError
		IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError
		ModuleNotFoundError NameError NotADirectoryError NotImplementedError OSError OverflowError
		PendingDeprecationWarning PermissionError ProcessLookupError PythonFinalizationError RecursionError
		ReferenceError ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration StopIteration SyntaxError
		SyntaxWarning SystemError SystemExit TabError TimeoutError TypeError UnboundLocalError UnicodeDecodeError
		UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning
		ZeroDivisionError`) {
		known[name] = true
	}
	return known
}()
