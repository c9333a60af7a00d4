// The colours of sets from one session to the next: their slots among the settings of the window, which
// reports read, too.
#pragma once

class QSettings;

namespace nescio {

class Session;
class SlotBook;

/// What sets had in the last session; nothing where the settings are no such list.
SlotBook keptSlots(const QSettings& settings);

/// Begins with the slots that were kept, and keeps each that is given from now on.   Thread: GUI.
void keepSlots(Session& session);

}  // namespace nescio
