package compare

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// A day in microseconds, which is what PostgreSQL counts time in.
const (
	second = int64(1_000_000)
	day    = 86_400 * second
)

var (
	datePattern  = regexp.MustCompile(`^(\d{4,7})-(\d\d)-(\d\d)$`)
	clockPattern = regexp.MustCompile(`^(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?(Z|[+-]\d\d(?::?\d\d(?::?\d\d)?)?)?$`)
)

// instant reads a date, or a timestamp with or without a zone; UTC where there is none, as in the sessions of submissions.
// The time of a date is midnight. The key is the day since 1970 and the microsecond in it.
func instant(s string) (string, bool) {
	if s == "infinity" || s == "-infinity" {
		return s, true
	}
	s, before := strings.CutSuffix(s, " BC")
	date, rest := s, ""
	if i := strings.IndexAny(s, " T"); i > 0 {
		date, rest = s[:i], s[i+1:]
	}
	m := datePattern.FindStringSubmatch(date)
	if m == nil {
		return "", false
	}
	days, ok := dayNumber(integer(m[1]), integer(m[2]), integer(m[3]), before)
	if !ok {
		return "", false
	}
	var micros int64
	if len(date) < len(s) {
		time, zone, ok := clockTime(rest)
		if !ok {
			return "", false
		}
		micros = time - zone
	}
	return dayKey(days, micros), true
}

// dayKey writes days and microseconds so that there is one way only.
func dayKey(days, micros int64) string {
	days += micros / day
	if micros %= day; micros < 0 {
		days, micros = days-1, micros+day
	}
	return fmt.Sprintf("%d %d", days, micros)
}

func nextDay(key string) (string, bool) {
	days, micros, ok := strings.Cut(key, " ")
	if !ok { // infinity has no next
		return key, true
	}
	return dayKey(integer(days)+1, integer(micros)), true
}

// dayNumber counts days from 1970-01-01 in the Gregorian calendar, which PostgreSQL uses for all time.
func dayNumber(y, m, d int64, before bool) (int64, bool) {
	if y == 0 || m < 1 || m > 12 || d < 1 {
		return 0, false
	}
	if before {
		y = 1 - y
	}
	leap := y%4 == 0 && (y%100 != 0 || y%400 == 0)
	length := []int64{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}[m-1]
	if leap && m == 2 {
		length++
	}
	if d > length {
		return 0, false
	}
	// Years begin in March here, so that a leap day is the last of its year; 400 years have 146097 days.
	m -= 3
	if m < 0 {
		m, y = m+12, y-1
	}
	era := y / 400
	if y%400 < 0 {
		era--
	}
	y -= era * 400
	return era*146_097 + y*365 + y/4 - y/100 + (153*m+2)/5 + d - 1 - 719_468, true
}

// clock reads a time of day. With a zone, PostgreSQL takes two for the same only if their zones are, too.
func clock(s string) (string, bool) {
	time, zone, ok := clockTime(s)
	return fmt.Sprintf("%d %d", time, zone), ok
}

// clockTime reads a time of day and how far its zone is ahead of UTC, both in microseconds.
func clockTime(s string) (time, zone int64, ok bool) {
	m := clockPattern.FindStringSubmatch(s)
	if m == nil {
		return 0, 0, false
	}
	hours, minutes, seconds := integer(m[1]), integer(m[2]), integer(m[3])
	time = ((hours*60+minutes)*60+seconds)*second + fraction(m[4])
	if time > day || minutes > 59 || seconds > 60 {
		return 0, 0, false
	}
	digits := strings.ReplaceAll(strings.TrimLeft(m[5], "+-Z"), ":", "")
	for i, unit := range []int64{3600, 60, 1} {
		if len(digits) >= 2*i+2 {
			zone += integer(digits[2*i:2*i+2]) * unit * second
		}
	}
	if strings.HasPrefix(m[5], "-") {
		zone = -zone
	}
	return time, zone, true
}

// fraction reads the digits behind the point of a second as microseconds.
func fraction(digits string) int64 { return integer((digits + "000000")[:6]) }

// integer reads digits that a pattern has found, or none; what is beyond 64 bits is cut off.
func integer(digits string) int64 {
	n, _ := strconv.ParseInt(digits, 10, 64)
	return n
}

var (
	unitPattern  = regexp.MustCompile(`^([+-]?\d{1,10}) ?([a-z]+)$`)
	spanPattern  = regexp.MustCompile(`^([+-]?)(\d{1,10}):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?$`)
	joinedNumber = regexp.MustCompile(`(\d) +([a-z])`)
	units        = map[string]struct{ days, micros int64 }{
		"year": {360, 0}, "mon": {30, 0}, "month": {30, 0}, "week": {7, 0}, "day": {1, 0},
		"hour": {0, 3600 * second}, "hr": {0, 3600 * second}, "min": {0, 60 * second}, "minute": {0, 60 * second},
		"sec": {0, second}, "second": {0, second},
	}
)

// interval reads "1 year 2 mons -3 days 04:05:06.7", and "90 minutes" as authors write it. Like PostgreSQL's = it takes 30 days
// for a month and 24 hours for a day.
func interval(s string) (string, bool) {
	if s == "infinity" || s == "-infinity" {
		return s, true
	}
	var days, micros int64
	parts := strings.Fields(joinedNumber.ReplaceAllString(s, "$1$2"))
	for _, part := range parts {
		if m := unitPattern.FindStringSubmatch(part); m != nil {
			unit, ok := units[strings.TrimSuffix(m[2], "s")]
			if !ok {
				return "", false
			}
			n := integer(strings.TrimPrefix(m[1], "+"))
			days += n*unit.days + n*unit.micros/day
			micros += n * unit.micros % day
			continue
		}
		m := spanPattern.FindStringSubmatch(part)
		if m == nil {
			return "", false
		}
		seconds := integer(m[2])*3600 + integer(m[3])*60 + integer(m[4])
		d, us := seconds/86_400, seconds%86_400*second+fraction(m[5])
		if m[1] == "-" {
			d, us = -d, -us
		}
		days, micros = days+d, micros+us
	}
	return dayKey(days, micros), len(parts) > 0
}
