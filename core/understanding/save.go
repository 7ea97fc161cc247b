package understanding

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
)

// modelFormat changes whenever training or features change, so that a saved
// model of another program is never taken for one of this. TestModelFormat
// notices when it was forgotten.
const modelFormat = "samtal-reader-8"

// ErrOtherModel says that saved bytes belong to other phrases, to another
// program, or are damaged. The caller trains anew; nothing is lost.
var ErrOtherModel = errors.New("understanding: the saved model is not of these phrases")

// Save gives what was learned as bytes, about 8 MB. A program keeps them in
// its data folder and starts from LoadReader, since learning takes longer than
// a start should.
func (r *Reader) Save() []byte {
	w := &packer{}
	w.text(modelFormat)
	w.text(r.version)
	m := r.model
	w.texts(sortedKeys(m.known))
	for _, k := range sortedKeys(m.known) {
		w.put(m.known[k])
	}
	w.linear(m.detect)
	w.put(uint32(len(m.limits)))
	for _, l := range m.limits {
		w.put(l.possible)
		w.put(l.certain)
	}
	w.texts(m.langs)
	w.linear(m.lang)
	w.texts(sortedKeys(m.topics))
	for _, k := range sortedKeys(m.topics) {
		t := m.topics[k]
		w.texts(t.names)
		w.put(t.floor)
		w.linear(t.linear)
	}
	return binary.LittleEndian.AppendUint32(w.Bytes(), crc32.ChecksumIEEE(w.Bytes()))
}

// LoadReader takes up what Save gave, in some milliseconds. It returns
// ErrOtherModel when the bytes aren't exactly what NewReader(p) would learn.
func LoadReader(p Phrases, saved []byte) (*Reader, error) {
	if len(saved) < 4 || crc32.ChecksumIEEE(saved[:len(saved)-4]) != binary.LittleEndian.Uint32(saved[len(saved)-4:]) {
		return nil, ErrOtherModel
	}
	b := &unpacker{left: saved[:len(saved)-4]}
	if b.text() != modelFormat || b.text() != p.Version {
		return nil, ErrOtherModel
	}
	m := &model{topics: map[string]*topicModel{}, known: map[string]uint16{}}
	for _, k := range b.texts() {
		m.known[k] = 0
	}
	for _, k := range sortedKeys(m.known) {
		m.known[k] = b.u16()
	}
	m.detect = b.linear()
	for range b.count(16) {
		m.limits = append(m.limits, thresholds{b.f64(), b.f64()})
	}
	m.langs = b.texts()
	m.lang = b.linear()
	for _, k := range b.texts() {
		t := &topicModel{names: b.texts(), floor: b.f64()}
		t.linear = b.linear()
		m.topics[k] = t
	}
	if b.err != nil || len(b.left) != 0 || len(m.limits) != len(detectors) {
		return nil, ErrOtherModel
	}
	g, err := buildGrammar()
	if err != nil {
		return nil, err
	}
	return &Reader{p.Version, g, m}, nil
}

type packer struct{ bytes.Buffer }

// put never fails: a Buffer takes everything and the types are of fixed size.
func (w *packer) put(v any) {
	if err := binary.Write(w, binary.LittleEndian, v); err != nil {
		panic(fmt.Sprintf("understanding: %T has no fixed size", v))
	}
}

func (w *packer) text(s string) { w.put(uint32(len(s))); w.WriteString(s) }

func (w *packer) texts(list []string) {
	w.put(uint32(len(list)))
	for _, s := range list {
		w.text(s)
	}
}

func (w *packer) linear(m *linear) {
	w.put(uint32(m.classes))
	w.put(uint32(len(m.idf)))
	hashes := make([]uint32, len(m.idf))
	for h, row := range m.rows {
		if row != 0 {
			hashes[row] = uint32(h)
		}
	}
	w.put(hashes)
	w.put(m.idf)
	w.put(m.weights)
	w.put(m.bias)
	w.put(m.unknown)
	w.put(m.scale)
	w.put(uint32(len(m.platt)))
	for _, ab := range m.platt {
		w.put(ab[:])
	}
}

// unpacker takes bytes apart; after the first shortage everything is empty.
type unpacker struct {
	left []byte
	err  error
}

func (b *unpacker) take(n int) []byte {
	if b.err != nil || n < 0 || n > len(b.left) {
		b.err = ErrOtherModel
		return make([]byte, 8)
	}
	out := b.left[:n]
	b.left = b.left[n:]
	return out
}

func (b *unpacker) u16() uint16  { return binary.LittleEndian.Uint16(b.take(2)) }
func (b *unpacker) u32() uint32  { return binary.LittleEndian.Uint32(b.take(4)) }
func (b *unpacker) f64() float64 { return math.Float64frombits(binary.LittleEndian.Uint64(b.take(8))) }

// count is a number of things of at least size bytes each.
func (b *unpacker) count(size int) int {
	n := int(b.u32())
	if b.err != nil || n*size > len(b.left) {
		b.err = ErrOtherModel
		return 0
	}
	return n
}

func (b *unpacker) text() string {
	n := b.count(1)
	if n == 0 {
		return ""
	}
	return string(b.take(n))
}

func (b *unpacker) texts() []string {
	out := make([]string, b.count(4))
	for i := range out {
		out[i] = b.text()
	}
	return out
}

func (b *unpacker) floats(n int) []float32 {
	raw := b.take(4 * n)
	if b.err != nil {
		return nil
	}
	out := make([]float32, n)
	for i := range out {
		out[i] = math.Float32frombits(binary.LittleEndian.Uint32(raw[4*i:]))
	}
	return out
}

func (b *unpacker) linear() *linear {
	m := &linear{classes: b.count(0), rows: make([]int32, 1<<hashBits)}
	n := b.count(8)
	for row := range n {
		h := b.u32()
		if h >= 1<<hashBits {
			b.err = ErrOtherModel
			break
		}
		if row > 0 {
			m.rows[h] = int32(row)
		}
	}
	if m.classes > 1000 {
		b.err = ErrOtherModel
		return m
	}
	m.idf, m.weights, m.bias, m.unknown, m.scale = b.floats(n), b.floats(n*m.classes), b.floats(m.classes), b.f64(), b.f64()
	for range b.count(16) {
		m.platt = append(m.platt, [2]float64{b.f64(), b.f64()})
	}
	return m
}
