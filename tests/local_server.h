// A web server of this test alone, on 127.0.0.1: serves bytes with ranges as RFC 9110 says, or misbehaves as
// it is told to. No network and no Qt.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <condition_variable>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace nescio::tests {

/// What the server has under a path.
struct Served {
    std::string bytes = {};
    std::string etag = {};            ///< as in the header, with quotes; empty: none
    bool ranges = true;               ///< false: always sends all of it
    std::size_t sendOnly = SIZE_MAX;  ///< bytes of an answer after which it breaks off
    bool stalls = false;              ///< ... or, instead of breaking off, says no more
    std::string redirect = {};        ///< sends elsewhere
    std::string type = "application/octet-stream";
    bool hidesLength = false;  ///< the end of the connection is that of the file
};

/// What was asked of it.
struct Asked {
    std::string path, range, ifRange;
};

class LocalServer {
  public:
    LocalServer() : m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address = {};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof(address);
        auto* plain = reinterpret_cast<sockaddr*>(&address);
        if (::bind(m_listener, plain, size) != 0 || ::listen(m_listener, 16) != 0) std::abort();
        ::getsockname(m_listener, plain, &size);
        m_port = ntohs(address.sin_port);
        m_thread = std::thread([this] { listen(); });
    }
    ~LocalServer() {
        {
            const std::lock_guard lock(m_mutex);
            m_over = true;
            for (const int connection : m_connections) ::shutdown(connection, SHUT_RDWR);
        }
        m_wake.notify_all();
        ::shutdown(m_listener, SHUT_RDWR);
        m_thread.join();
        for (auto& thread : m_threads) thread.join();
        ::close(m_listener);
    }
    LocalServer(const LocalServer&) = delete;
    LocalServer& operator=(const LocalServer&) = delete;

    /// "http://127.0.0.1:PORT" + path.
    [[nodiscard]] std::string url(const std::string& path = {}) const {
        return "http://127.0.0.1:" + std::to_string(m_port) + path;
    }
    void serve(const std::string& path, Served file) {
        const std::lock_guard lock(m_mutex);
        m_files[path] = std::move(file);
    }
    [[nodiscard]] std::vector<Asked> asked() const {
        const std::lock_guard lock(m_mutex);
        return m_asked;
    }

  private:
    void listen() {
        for (int connection = 0; (connection = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC)) >= 0;) {
            const std::lock_guard lock(m_mutex);
            m_connections.push_back(connection);
            m_threads.emplace_back([this, connection] { answer(connection); });
            if (m_over) ::shutdown(connection, SHUT_RDWR);
        }
    }

    static std::string headerIn(const std::string& request, const std::string& name) {
        const auto at = request.find("\r\n" + name + ": ");
        if (at == std::string::npos) return {};
        const auto from = at + name.size() + 4;
        return request.substr(from, request.find("\r\n", from) - from);
    }

    void answer(int connection) {
        std::string request;
        char piece[4096];
        while (request.find("\r\n\r\n") == std::string::npos) {
            const auto got = ::recv(connection, piece, sizeof(piece), 0);
            if (got <= 0) break;
            request.append(piece, static_cast<std::size_t>(got));
        }
        const auto from = request.find(' ') + 1;
        const Asked asked{request.substr(from, request.find(' ', from) - from), headerIn(request, "Range"),
                          headerIn(request, "If-Range")};
        Served file;
        bool known = false;
        {
            const std::lock_guard lock(m_mutex);
            m_asked.push_back(asked);
            known = m_files.contains(asked.path);
            if (known) file = m_files[asked.path];
        }
        send(connection,
             known ? answerOf(file, asked) : "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
        if (known && file.stalls) {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_over; });
        }
        ::shutdown(connection, SHUT_RDWR);
        const std::lock_guard lock(m_mutex);
        std::erase(m_connections, connection);
        ::close(connection);
    }

    static std::string answerOf(const Served& file, const Asked& asked) {
        const std::string common = "Connection: close\r\nContent-Type: " + file.type + "\r\n" +
                                   (file.etag.empty() ? "" : "ETag: " + file.etag + "\r\n");
        if (!file.redirect.empty())
            return "HTTP/1.1 302 Found\r\nLocation: " + file.redirect + "\r\nContent-Length: 0\r\n\r\n";
        const std::string whole = std::to_string(file.bytes.size());
        const bool rest =
            file.ranges && !asked.range.empty() && (asked.ifRange.empty() || asked.ifRange == file.etag);
        const std::size_t from = rest ? std::stoull(asked.range.substr(6)) : 0;
        if (rest && from >= file.bytes.size())
            return "HTTP/1.1 416 Range Not Satisfiable\r\nContent-Length: 0\r\nContent-Range: bytes */" +
                   whole + "\r\n" + common + "\r\n";
        std::string head = rest ? "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes " +
                                      std::to_string(from) + "-" + std::to_string(file.bytes.size() - 1) +
                                      "/" + whole + "\r\n"
                                : "HTTP/1.1 200 OK\r\n";
        if (!file.hidesLength) head += "Content-Length: " + std::to_string(file.bytes.size() - from) + "\r\n";
        return head + common + "\r\n" + file.bytes.substr(from, file.sendOnly);
    }

    static void send(int connection, const std::string& bytes) {
        for (std::size_t at = 0; at < bytes.size();) {
            const auto sent = ::send(connection, bytes.data() + at, bytes.size() - at, MSG_NOSIGNAL);
            if (sent <= 0) return;
            at += static_cast<std::size_t>(sent);
        }
    }

    int m_listener;
    int m_port = 0;
    bool m_over = false;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::map<std::string, Served> m_files;
    std::vector<Asked> m_asked;
    std::vector<int> m_connections;
    std::vector<std::thread> m_threads;
    std::thread m_thread;  ///< last: it uses the rest
};

}  // namespace nescio::tests
