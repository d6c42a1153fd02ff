// Package growth says from measured times how a program's time grows with the size of its input, and whether that is what its author
// says.
//
// A power of the size is a line where both axes are logarithmic: log t = a + b log n. Fit finds b by least squares over those sizes whose time
// stands out of the noise, with an interval in which it lies at a confidence of 95 %, and says where there is too little to say it.
package growth

import (
	"fmt"
	"math"
)

// Point is a time that was measured at a size. Time and Noise are in the same unit, whichever it is.
type Point struct {
	Size  int
	Time  float64 // of the work alone; what every run takes is subtracted
	Noise float64 // how far it may be off
}

// What is asked of points before anything is said of them.
const (
	// LeastPoints are so few that an interval can still be made of them.
	LeastPoints = 4
	// LeastRange is how many times the smallest size the largest is.
	LeastRange = 4
	// WidestMargin is that of an exponent which still tells one power from the next.
	WidestMargin = 0.35
	// aboveNoise is how many times its noise a time must be to count.
	aboveNoise = 3
	// bend is how much the exponent must change from the smallest to the largest size for that to be no power at all. That of n log n
	// changes by far less.
	bend = 0.45
	// endPoints are those of an end, of which its exponent is.
	endPoints = 3
)

// Power is how a time grows: as Size to the Exponent, give or take Margin.
type Power struct {
	Exponent float64
	Margin   float64
	Points   []Point // that it is of
	Late     bool    // it is so from the first of the points on, and not for smaller sizes
	// Small and Large are the exponents at the two ends, where these differ so much that it is no power; else zero both.
	Small, Large float64
}

// Bent says whether the time grows like no power of the size.
func (p Power) Bent() bool { return p.Small != 0 || p.Large != 0 }

// DoubtError says why points do not allow to say how a time grows.
type DoubtError struct{ Reason string }

func (d *DoubtError) Error() string { return d.Reason }

// Stands says whether a time stands out of its noise.
func (p Point) Stands() bool {
	return p.Size > 0 && p.Time > aboveNoise*p.Noise && p.Time > 0 && !math.IsInf(p.Time, 0)
}

// Fit finds the power of points whose sizes ascend; others are passed over. The error is a *DoubtError where the points do not allow it; of an exponent that is too uncertain the Power is
// given all the same.
func Fit(points []Point) (Power, error) {
	var p Power
	for _, point := range points {
		if point.Stands() && (len(p.Points) == 0 || point.Size > p.Points[len(p.Points)-1].Size) {
			p.Points = append(p.Points, point)
		}
	}
	n := len(p.Points)
	switch {
	case n == 0:
		return p, &DoubtError{"at no size does it take more than the noise"}
	case n < LeastPoints:
		return p, &DoubtError{fmt.Sprintf("only %d of %d sizes take more than the noise, and %d are needed", n, len(points), LeastPoints)}
	case p.Points[n-1].Size < LeastRange*p.Points[0].Size:
		return p, &DoubtError{fmt.Sprintf("the sizes that take more than the noise are too close to each other: the largest must be %d times the smallest", LeastRange)}
	}
	if p.Points = straight(p.Points); len(p.Points) < n {
		p.Late = true
	}
	xs, ys := logs(p.Points)
	p.Exponent, p.Margin = line(xs, ys, relative(p.Points))
	if small, large, ok := ends(xs, ys); ok {
		p.Small, p.Large = small, large
	}
	if p.Margin > WidestMargin && !p.Bent() {
		return p, &DoubtError{fmt.Sprintf("the times scatter too much: they allow any power from n^%.1f to n^%.1f", p.Exponent-p.Margin, p.Exponent+p.Margin)}
	}
	return p, nil
}

// straight leaves out the smallest sizes where the rest is straight and the whole is bent upwards: there a program takes most of its
// time for what does not depend on the size, such as imports. What is bent to its end stays whole.
func straight(points []Point) []Point {
	for from := 0; len(points)-from > LeastPoints; from++ {
		rest := points[from:]
		small, large, bent := ends(logs(rest))
		switch {
		case bent && large < small, rest[len(rest)-1].Size < LeastRange*rest[0].Size:
			return points
		case !bent:
			return rest
		}
	}
	return points
}

func logs(points []Point) (xs, ys []float64) {
	for _, p := range points {
		xs, ys = append(xs, math.Log(float64(p.Size))), append(ys, math.Log(p.Time))
	}
	return xs, ys
}

// relative is the square of the noise as a part of the time, in the mean.
func relative(points []Point) float64 {
	sum := 0.0
	for _, p := range points {
		sum += p.Noise / p.Time * (p.Noise / p.Time)
	}
	return sum / float64(len(points))
}

// line is the slope of the least squares' line with half of its interval. The points are taken to scatter by the noise at least, so that
// few that happen to stand in a row claim no more than was measured.
func line(xs, ys []float64, noise float64) (slope, margin float64) {
	mx, my := mean(xs), mean(ys)
	sxx, sxy := 0.0, 0.0
	for i := range xs {
		sxx += (xs[i] - mx) * (xs[i] - mx)
		sxy += (xs[i] - mx) * (ys[i] - my)
	}
	slope = sxy / sxx
	rest := 0.0
	for i := range xs {
		off := ys[i] - my - slope*(xs[i]-mx)
		rest += off * off
	}
	free := len(xs) - 2
	variance := max(rest/float64(free), noise)
	return slope, student(free) * math.Sqrt(variance/sxx)
}

func mean(xs []float64) float64 {
	sum := 0.0
	for _, x := range xs {
		sum += x
	}
	return sum / float64(len(xs))
}

// student is how many standard errors the half of a 95 % interval has, by degrees of freedom: Student's t.
func student(free int) float64 {
	table := []float64{12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131}
	if free <= len(table) {
		return table[free-1]
	}
	return 1.96 + 2.6/float64(free) // within a hundredth from there on
}

// ends gives the slopes at both ends, and whether the whole is surely bent: a parabola tells.
func ends(xs, ys []float64) (small, large float64, bent bool) {
	n := len(xs)
	if n < LeastPoints+1 {
		return 0, 0, false
	}
	// Over u in [-1, 1], with q orthogonal to 1 and u, so that its coefficient can be had alone.
	middle, half := (xs[0]+xs[n-1])/2, (xs[n-1]-xs[0])/2
	us, qs := make([]float64, n), make([]float64, n)
	for i, x := range xs {
		us[i] = (x - middle) / half
		qs[i] = us[i] * us[i]
	}
	mu, mq := mean(us), mean(qs)
	suu, suq := 0.0, 0.0
	for i := range us {
		suu += (us[i] - mu) * (us[i] - mu)
		suq += (us[i] - mu) * (qs[i] - mq)
	}
	k := suq / suu
	sqq, sqy, suy, my := 0.0, 0.0, 0.0, mean(ys)
	for i := range qs {
		q := qs[i] - mq - k*(us[i]-mu)
		sqq += q * q
		sqy += q * (ys[i] - my)
		suy += (us[i] - mu) * (ys[i] - my)
	}
	c := sqy / sqq
	b := suy/suu - c*k
	rest := 0.0
	for i := range us {
		off := ys[i] - my - b*(us[i]-mu) - c*(qs[i]-mq)
		rest += off * off
	}
	se := math.Sqrt(rest / float64(n-3) / sqq)
	bent = math.Abs(c) > student(n-3)*se && math.Abs(4*c/half) > bend
	small, _ = line(xs[:endPoints], ys[:endPoints], 0) // of a parabola they would overshoot
	large, _ = line(xs[n-endPoints:], ys[n-endPoints:], 0)
	return small, large, bent
}
