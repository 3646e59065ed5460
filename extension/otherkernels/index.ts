export { asExpression, askPython, readReply, type AskedPython } from "./askpython";
export { settingsCode, stateCode } from "./pythoncode";
