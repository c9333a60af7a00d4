// Checks that a call throws DataError (or a kind of it) whose one sentence holds each of some words.
#pragma once

#include <initializer_list>

#include <QTest>

#include "core/values/failure.h"

/// Empty when `call` threw an Error that says all `words`; else what happened instead.
template <class E, class Call>
QString whyNot(Call call, std::initializer_list<const char*> words) {
    try {
        call();
    } catch (const E& error) {
        const QString message = QString::fromUtf8(error.what());
        for (const char* word : words)
            if (!message.contains(QString::fromUtf8(word)))
                return "message lacks “" + QString::fromUtf8(word) + "”: " + message;
        if (message.contains('\n')) return "more than one line: " + message;
        return {};
    } catch (const std::exception& error) {
        return "another kind of exception: " + QString::fromUtf8(error.what());
    }
    return QStringLiteral("no exception");
}

#define EXPECT_ERROR(type, call, ...)                                           \
    do {                                                                        \
        const QString why = whyNot<type>([&] { (void)(call); }, {__VA_ARGS__}); \
        QVERIFY2(why.isEmpty(), qPrintable(why));                               \
    } while (false)

#define EXPECT_DATA_ERROR(call, ...) EXPECT_ERROR(nescio::DataError, call, __VA_ARGS__)
