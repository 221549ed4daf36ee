import Proxy

ProxyProgram.main()
