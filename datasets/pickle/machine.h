// The machine whose program a pickle is: a stack of values, marks in it, and a memory.
#pragma once

#include <unordered_map>

#include "datasets/pickle/pickle.h"

namespace nescio {

/// Runs the instructions of one pickle, each a function of its first byte.
class PickleMachine {
  public:
    PickleMachine(std::span<const std::uint8_t> program, Pickle& pickle)
        : m_program(program), m_pickle(pickle) {}

    /// To the end.   Throws: PickleError.
    const PickleValue* run();

  private:
    using Value = PickleValue;

    bool step(std::uint8_t code);  // false: another kind of instruction
    bool stepOfData(std::uint8_t code);
    bool stepOfStructure(std::uint8_t code);
    bool stepOfObjects(std::uint8_t code);

    std::span<const std::uint8_t> take(std::uint64_t n);
    std::uint64_t takeNumber(int bytes);
    std::span<const std::uint8_t> takeLine();

    Value& push(Value::Kind kind);
    void pushNumber(std::int64_t number) { push(Value::Kind::Number).number = number; }
    void pushBytes(std::uint64_t n) { push(Value::Kind::Bytes).bytes = take(n); }
    /// Bytes that are not in the program as they are; in all, no more than twice its size.
    std::vector<std::uint8_t>& decoded(std::size_t n);
    void pushTuple(std::size_t n);
    void pushName(std::string_view module, std::string_view name);
    Value& top();
    Value* pop();
    std::vector<const Value*> popToMark();
    void remember(std::uint64_t place) { m_memory[place] = &top(); }
    void recall(std::uint64_t place);

    void reduce();
    void build();
    void encode(const Value& arguments);
    void makeType(const Value& arguments);
    void fillArray(Value& array, const Value& shape, const Value& type, bool fortran, const Value& numbers);

    std::span<const std::uint8_t> m_program;
    std::size_t m_at = 0;
    Pickle& m_pickle;
    std::vector<Value*> m_stack;
    std::vector<std::size_t> m_marks;
    std::unordered_map<std::uint64_t, Value*> m_memory;
    std::size_t m_decodedBytes = 0;
};

}  // namespace nescio
