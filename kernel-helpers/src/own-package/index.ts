export { packageRoot, packageVersion, requireFromPackage, versionOf } from "./own-package";
