/// How far the proxy is, as the app sees it.
package enum ProxyState: Sendable, Equatable {
    case serving
    case draining
    case gone
}
