// Runs nescio-cli and keeps what came out.
#pragma once

#include <functional>

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStringList>

#include "tests/patience.h"

/// One finished run of the program.
struct CliResult {
    int exitCode = -1;
    QString out;
    QString err;

    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(out.toUtf8()).object(); }
    [[nodiscard]] QJsonObject errorJson() const { return QJsonDocument::fromJson(err.toUtf8()).object(); }
};

/// `inProgram` is called in the program's process before it starts: to take something away from it.
inline CliResult runCli(const QStringList& arguments, const std::function<void()>& inProgram = {}) {
    QProcess process;
    if (inProgram) process.setChildProcessModifier(inProgram);
    process.start(QStringLiteral(NESCIO_CLI), arguments);
    process.closeWriteChannel();
    if (!process.waitForFinished(nescio::kPatienceMs)) process.kill();
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

/// Fails the test with what the program said when it did not end with `code`.
#define VERIFY_EXIT(result, code)         \
    QVERIFY2((result).exitCode == (code), \
             qPrintable(QString("exit %1: %2%3").arg((result).exitCode).arg((result).out, (result).err)))
