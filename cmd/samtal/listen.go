package main

import (
	"fmt"
	"net"
)

// The demo's ports when none was asked for.
const (
	firstPort = 8080
	lastPort  = 8099
)

// saying opens a door and then says something: not before, for whoever reads
// that the start takes a while must not read next that there is none.
func saying(a *app, key string, listen func() (net.Listener, error)) func() (net.Listener, error) {
	return func() (net.Listener, error) {
		l, err := listen()
		if err == nil {
			fmt.Fprintln(a.Err, say(a.Lang, key))
		}
		return l, err
	}
}

// demoPort opens the demo's door on this machine: the port that was asked for,
// or the first free one, saying so.
func demoPort(a *app, port int) func() (net.Listener, error) {
	return func() (net.Listener, error) {
		if port >= 0 {
			l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
			if err != nil {
				return nil, fail(nil, "port_taken", "port", fmt.Sprint(port))
			}
			return l, nil
		}
		for p := firstPort; p <= lastPort; p++ {
			l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", p))
			if err != nil {
				continue
			}
			if p != firstPort {
				fmt.Fprintln(a.Err, say(a.Lang, "port_next", "port", fmt.Sprint(firstPort), "next", fmt.Sprint(p)))
			}
			return l, nil
		}
		return nil, fail(nil, "no_port", "port", fmt.Sprint(firstPort), "last", fmt.Sprint(lastPort))
	}
}
